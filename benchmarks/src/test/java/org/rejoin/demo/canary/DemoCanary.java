package org.rejoin.demo.canary;

/** Breaks rules on purpose: the architecture tests must find it. */
public final class DemoCanary {
  org.rejoin.benchmarks.canary.BenchmarksCanary upwards;
  org.rejoin.cluster.engine.Replica inside;
}
