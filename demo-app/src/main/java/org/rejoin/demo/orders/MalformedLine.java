package org.rejoin.demo.orders;

/**
 * An order line that could not be read; nothing of it is applied.
 *
 * @param line number of its first line in the file, from 1
 * @param column name of the column at fault; empty when the line as a whole is
 * @param expected what should have stood there
 * @param found what did, shortened
 */
public record MalformedLine(String file, long line, String column, String expected, String found) {

  private static final int MAX_FOUND_CHARS = 60;

  /** Shortens {@code found}. */
  public MalformedLine {
    if (found.length() > MAX_FOUND_CHARS) {
      found = found.substring(0, MAX_FOUND_CHARS) + "...";
    }
  }

  /** As a person reads it: file, line, column and what was expected. */
  @Override
  public String toString() {
    return file
        + " line "
        + line
        + (column.isEmpty() ? "" : ", column " + column)
        + ": expected "
        + expected
        + ", found \""
        + found
        + "\"";
  }
}
