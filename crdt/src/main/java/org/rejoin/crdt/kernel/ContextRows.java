package org.rejoin.crdt.kernel;

import java.util.Arrays;
import org.rejoin.crdt.ReplicaId;

/** Gathers the intervals of a context by ascending id; ids without any are left out. */
final class ContextRows {
  private final ReplicaId[] ids;
  private final long[][] runs;
  private int size;

  ContextRows(int capacity) {
    ids = new ReplicaId[capacity];
    runs = new long[capacity][];
  }

  void add(ReplicaId id, long[] own) {
    if (own.length > 0) {
      ids[size] = id;
      runs[size++] = own;
    }
  }

  CausalContext build() {
    return size == 0
        ? CausalContext.empty()
        : new CausalContext(Arrays.copyOf(ids, size), Arrays.copyOf(runs, size));
  }
}
