package org.rejoin.cluster;

import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.PNCounter;

/** Definitions of keyspaces, one factory a data type. */
public final class Keyspaces {
  private Keyspaces() {}

  /** Counters that only go up. */
  public static KeyspaceSpec<GCounter, GCounter.Editor> gCounter(String name) {
    return new KeyspaceSpec<>(name, GCounter.TYPE);
  }

  /** Counters that go up and down. */
  public static KeyspaceSpec<PNCounter, PNCounter.Editor> pnCounter(String name) {
    return new KeyspaceSpec<>(name, PNCounter.TYPE);
  }
}
