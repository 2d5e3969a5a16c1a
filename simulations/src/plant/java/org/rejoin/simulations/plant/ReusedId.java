package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.world.Plant;

/** Starts anew, with nothing, under the replica id of the first start. */
public final class ReusedId implements Plant {
  @Override
  public String name() {
    return "reused-id";
  }

  @Override
  public String story() {
    return "starts again under its former replica id after it has lost all it held";
  }

  @Override
  public String caughtBy() {
    return "I5";
  }

  @Override
  public EngineConfig config(EngineConfig config, int start) {
    return new EngineConfig(
        config.node(),
        new ReplicaId(0x5EED_0000L + config.node().hashCode()),
        config.store(),
        config.suite(),
        config.groups(),
        config.replicaSet(),
        config.intervals(),
        config.limits());
  }
}
