package org.rejoin.conflict;

import java.util.List;

/**
 * Where resolved conflicts are written down, so that what lost is not lost without a trace. SPI;
 * {@link BoundedJournal} keeps them in memory. Implementations are thread-safe, bounded, and
 * neither block for long nor throw: beyond the bound the oldest entries go and are counted.
 */
public interface ConflictJournal {
  /** Appends {@code entry}; does nothing if an entry with its id is here. */
  void append(ConflictEntry entry);

  /**
   * Entries in the order in which they were appended.
   *
   * @param position 0 for the oldest there is, or the {@link Page#next} of an earlier page
   * @param maxEntries 1 or more
   */
  Page read(long position, int maxEntries);

  /** How many entries were dropped since the start. */
  long dropped();

  /** Keeps nothing. */
  static ConflictJournal none() {
    return new ConflictJournal() {
      @Override
      public void append(ConflictEntry entry) {}

      @Override
      public Page read(long position, int maxEntries) {
        return new Page(List.of(), position, 0);
      }

      @Override
      public long dropped() {
        return 0;
      }
    };
  }

  /**
   * A part of the journal.
   *
   * @param entries oldest first; none if there is nothing new
   * @param next where the next page begins
   * @param missed how many entries from {@code position} on were dropped before they were read
   */
  record Page(List<ConflictEntry> entries, long next, long missed) {
    /** Copies the list. */
    public Page {
      entries = List.copyOf(entries);
    }
  }
}
