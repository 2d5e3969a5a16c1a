package org.rejoin.cluster.engine;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The exchange that this node began. */
final class Outgoing {
  final long id;
  final Endpoint peer;
  long askedNanos;
  long count;
  boolean isAnswered;
  @Nullable SymbolSearch search;
  @Nullable JointRepair joint;
  final TreeSet<Integer> walking = new TreeSet<>();
  int groups;
  int differing;
  boolean finished = true;
  Alarms.@Nullable Alarm patience;

  Outgoing(long id, Endpoint peer) {
    this.id = id;
    this.peer = peer;
  }
}
