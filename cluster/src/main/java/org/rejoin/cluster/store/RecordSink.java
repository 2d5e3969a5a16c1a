package org.rejoin.cluster.store;

/** Takes the records of a group as they are loaded. */
public interface RecordSink {
  /** The next record, in order of names. */
  void record(Stored stored);

  /** Something there could not be read at all; the others still can. */
  void unreadable(String what);
}
