package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;

/** Configurations that differ in one part. */
final class Configs {
  private Configs() {}

  static EngineConfig with(EngineConfig config, EngineConfig.Intervals intervals) {
    return with(config, intervals, config.limits());
  }

  static EngineConfig with(EngineConfig config, EngineConfig.Limits limits) {
    return with(config, config.intervals(), limits);
  }

  private static EngineConfig with(
      EngineConfig config, EngineConfig.Intervals intervals, EngineConfig.Limits limits) {
    return new EngineConfig(
        config.node(),
        config.replica(),
        config.store(),
        config.suite(),
        config.groups(),
        config.replicaSet(),
        intervals,
        limits);
  }
}
