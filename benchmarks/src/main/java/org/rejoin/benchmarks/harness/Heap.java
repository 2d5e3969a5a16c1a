package org.rejoin.benchmarks.harness;

import org.openjdk.jol.info.GraphLayout;

/** Counts the heap bytes of all objects that one object reaches. */
public final class Heap {
  static {
    // Without it JOL cannot read the fields of records.
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private Heap() {}

  /** Of {@code root} and all that hangs from it. */
  public static long reachableBytes(Object root) {
    return GraphLayout.parseInstance(root).totalSize();
  }
}
