package org.rejoin.cluster.engine.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class EngineCanary {
  org.slf4j.Logger log;

  long now() {
    return System.nanoTime();
  }
}
