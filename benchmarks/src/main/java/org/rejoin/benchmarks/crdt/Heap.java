package org.rejoin.benchmarks.crdt;

import org.openjdk.jol.info.GraphLayout;

/** Counts the heap bytes of all objects that one object reaches. */
final class Heap {
  static {
    // Without it JOL cannot read the fields of records.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private Heap() {}

  static long reachableBytes(Object root) {
    return GraphLayout.parseInstance(root).totalSize();
  }
}
