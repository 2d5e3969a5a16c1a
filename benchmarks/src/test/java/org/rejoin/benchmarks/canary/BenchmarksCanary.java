package org.rejoin.benchmarks.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class BenchmarksCanary {
  int nothing;
}
