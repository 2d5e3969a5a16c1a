package org.rejoin.simulations.world;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;

/** Settings of the engines of a plan's nodes. */
final class Engines {
  private static final Duration BUFFER_AGE = Duration.ofMinutes(5);
  private static final Duration SHARD = Duration.ofSeconds(1);
  private static final long BUFFER_BYTES = 8L << 20;

  private final PlanConfig config;
  private final HashSuite suite;

  Engines(Plan plan) {
    this.config = plan.config();
    this.suite = HashSuites.sipHash(ByteBuffer.allocate(8).putLong(plan.seed()).array());
  }

  EngineConfig config(String name, ReplicaId replica) {
    PlanConfig.Knobs knobs = config.knobs(name);
    EngineConfig.Limits limits = EngineConfig.Limits.DEFAULT;
    return new EngineConfig(
        name,
        replica,
        "simulated",
        suite,
        config.groups(),
        config.nodes(),
        new EngineConfig.Intervals(
            Duration.ofMillis(knobs.deltaMillis()),
            Duration.ofMillis(knobs.antiEntropyMillis()),
            EngineConfig.Intervals.DEFAULT.notification(),
            Duration.ofMillis(knobs.retransmitMillis())),
        new EngineConfig.Limits(
            knobs.frameBytes(),
            limits.windowBytes(),
            limits.operations(),
            limits.repairBytesPerRound(),
            new DeltaBuffer.Limits(BUFFER_BYTES, knobs.bufferEntries(), BUFFER_AGE.toNanos())),
        knobs.scrubKeys() == 0
            ? EngineConfig.Checks.OFF
            : new EngineConfig.Checks(knobs.scrubKeys(), SHARD));
  }
}
