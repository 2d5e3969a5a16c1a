package org.rejoin.simulations.plant;

import java.time.Duration;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.simulations.world.Plant;

/** Sends again at once what is not acknowledged at once, over and over. */
public final class NoBackoff implements Plant {
  @Override
  public String name() {
    return "no-backoff";
  }

  @Override
  public String story() {
    return "sends deltas again after a millisecond, and again, without backing off";
  }

  @Override
  public String caughtBy() {
    return "I17";
  }

  @Override
  public EngineConfig config(EngineConfig config, int start) {
    EngineConfig.Intervals intervals = config.intervals();
    return Configs.with(
        config,
        new EngineConfig.Intervals(
            intervals.delta(),
            intervals.antiEntropy(),
            intervals.notification(),
            Duration.ofNanos(200_000)));
  }
}
