package org.rejoin.benchmarks.crdt;

/** Whose data types. */
enum Library {
  REJOIN,
  PEKKO
}
