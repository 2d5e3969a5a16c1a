package org.rejoin.cluster.engine;

/** What a frame is for; transports may treat the classes differently, and count them apart. */
public enum Traffic {
  /** Deltas on their way from their origin. */
  DELTA,
  /** What anti-entropy or a read found missing. */
  REPAIR,
  /** Everything that carries no data: greetings, acknowledgements, comparisons. */
  CONTROL
}
