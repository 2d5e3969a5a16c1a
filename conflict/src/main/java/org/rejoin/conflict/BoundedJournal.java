package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.codec.Digest128;

/**
 * A journal in memory with a bound on entries and bytes. Thread-safe; append O(1) but for what is
 * dropped, read O(entries kept). An entry larger than all the bytes allowed is dropped at once.
 */
public final class BoundedJournal implements ConflictJournal {
  private final int maxEntries;
  private final long maxBytes;
  private final Map<Digest128, ConflictEntry> entries = new LinkedHashMap<>();
  private long sizeBytes;
  private long dropped;

  /**
   * An empty journal.
   *
   * @param maxEntries 1 or more
   * @param maxBytes 1 or more
   */
  public BoundedJournal(int maxEntries, long maxBytes) {
    if (maxEntries < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "a journal needs room, not " + maxEntries + " entries of " + maxBytes + " bytes");
    }
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized void append(ConflictEntry entry) {
    if (entries.putIfAbsent(entry.id(), entry) != null) {
      return;
    }
    sizeBytes += entry.sizeBytes();
    Iterator<ConflictEntry> oldest = entries.values().iterator();
    while (entries.size() > maxEntries || sizeBytes > maxBytes) {
      sizeBytes -= oldest.next().sizeBytes();
      oldest.remove();
      dropped++;
    }
  }

  @Override
  public synchronized Page read(long position, int maxEntries) {
    if (position < 0 || maxEntries < 1) {
      throw new IllegalArgumentException(
          "cannot read " + maxEntries + " entries from position " + position);
    }
    long from = Math.max(position, dropped);
    List<ConflictEntry> page = new ArrayList<>();
    long at = dropped;
    for (ConflictEntry entry : entries.values()) {
      if (at++ >= from && page.size() < maxEntries) {
        page.add(entry);
      }
    }
    long end = dropped + entries.size();
    return new Page(page, Math.min(from, end) + page.size(), from - position);
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  /** How many entries are kept. */
  public synchronized int size() {
    return entries.size();
  }
}
