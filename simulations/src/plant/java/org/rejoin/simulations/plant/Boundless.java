package org.rejoin.simulations.plant;

import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.simulations.world.Plant;

/** Buffers as many deltas for a peer as there are. */
public final class Boundless implements Plant {
  private static final int ENTRIES = 1_000_000;

  @Override
  public String name() {
    return "boundless";
  }

  @Override
  public String story() {
    return "keeps any number of deltas for a peer, whatever the limit says";
  }

  @Override
  public String caughtBy() {
    return "I17";
  }

  @Override
  public EngineConfig config(EngineConfig config, int start) {
    EngineConfig.Limits limits = config.limits();
    DeltaBuffer.Limits buffer = limits.buffer();
    return Configs.with(
        config,
        new EngineConfig.Limits(
            limits.frameBytes(),
            limits.windowBytes(),
            limits.operations(),
            limits.repairBytesPerRound(),
            new DeltaBuffer.Limits(buffer.maxBytes(), ENTRIES, buffer.maxAgeNanos())));
  }
}
