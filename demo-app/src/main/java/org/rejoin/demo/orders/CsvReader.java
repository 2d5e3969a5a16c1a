package org.rejoin.demo.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads records of RFC 4180: fields parted by commas, in quotes where they hold commas, quotes
 * (doubled) or line ends. Line ends are LF or CRLF. A record that breaks the rules is an error
 * value of its own, and reading goes on at the next line: one missing quote does not swallow a
 * file. Not thread-safe.
 */
final class CsvReader {
  /** Longest record; a quote that is never closed ends here. */
  static final int MAX_RECORD_CHARS = 64 * 1024;

  private final String text;
  private int at;
  private long line = 1;

  CsvReader(String text) {
    this.text = text;
  }

  /**
   * One record.
   *
   * @param line number of its first line, from 1
   * @param fields its fields, unquoted
   * @param error what is wrong with it; then the fields are those before the fault
   */
  record CsvRecord(long line, List<String> fields, Optional<String> error) {}

  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  /** The next record; empty at the end. Empty lines are passed over. */
  Optional<CsvRecord> next() {
    while (at < text.length() && isLineEnd(at)) {
      passLineEnd();
    }
    if (at >= text.length()) {
      return Optional.empty();
    }
    int start = at;
    long first = line;
    List<String> fields = new ArrayList<>();
    try {
      fields.add(field(start));
      while (at < text.length() && text.charAt(at) == ',') {
        at++;
        fields.add(field(start));
      }
      passLineEnd();
      return Optional.of(new CsvRecord(first, fields, Optional.empty()));
    } catch (Broken e) {
      at = start;
      line = first;
      while (at < text.length() && !isLineEnd(at)) {
        at++;
      }
      passLineEnd();
      return Optional.of(new CsvRecord(first, fields, Optional.of(String.valueOf(e.getMessage()))));
    }
  }

  private String field(int start) throws Broken {
    return at < text.length() && text.charAt(at) == '"' ? quoted(start) : plain(start);
  }

  private String plain(int start) throws Broken {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && !isLineEnd(at)) {
      if (text.charAt(at) == '"') {
        throw new Broken("a quote within a field that does not begin with one");
      }
      bound(start);
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted(int start) throws Broken {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      bound(start);
      char c = text.charAt(at++);
      if (c != '"') {
        line += c == '\n' ? 1 : 0;
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else if (at == text.length() || text.charAt(at) == ',' || isLineEnd(at)) {
        return field.toString();
      } else {
        throw new Broken("a comma or the line's end after the closing quote");
      }
    }
    throw new Broken("a closing quote");
  }

  private void bound(int start) throws Broken {
    if (at - start > MAX_RECORD_CHARS) {
      throw new Broken("a record of at most " + MAX_RECORD_CHARS + " characters");
    }
  }

  private boolean isLineEnd(int index) {
    char c = text.charAt(index);
    return c == '\n' || (c == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n');
  }

  private void passLineEnd() {
    if (at < text.length()) {
      at += text.charAt(at) == '\r' ? 2 : 1;
      line++;
    }
  }
}
