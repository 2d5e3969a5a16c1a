package org.rejoin.cluster.pekko;

import org.rejoin.conflict.BoundedJournal;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictJournal;

/** A journal in memory that shows what is new to observers. Thread-safe. */
final class JournalStream implements ConflictJournal {
  private final BoundedJournal journal;
  private final Observers<ConflictEntry> observers;

  JournalStream(BoundedJournal journal, Observers<ConflictEntry> observers) {
    this.journal = journal;
    this.observers = observers;
  }

  @Override
  public synchronized void append(ConflictEntry entry) {
    long before = journal.dropped() + journal.size();
    journal.append(entry);
    if (journal.dropped() + journal.size() > before) {
      observers.publish(entry);
    }
  }

  @Override
  public Page read(long position, int maxEntries) {
    return journal.read(position, maxEntries);
  }

  @Override
  public long dropped() {
    return journal.dropped();
  }
}
