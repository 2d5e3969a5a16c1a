package org.rejoin.cluster;

/** What a keyspace's data survives on one node; other nodes hold it too. */
public enum Durability {
  /** Nothing: a node that restarts gets it from the others. */
  MEMORY,
  /** The loss of power: a write counts as held once a disk barrier has passed. */
  SYNCED
}
