package org.rejoin.cluster.pekko;

/** A registered observer. Thread-safe. */
public interface Registration extends AutoCloseable {
  /** Ends it; a call that runs at that moment ends on its own. Again does nothing. */
  @Override
  void close();
}
