package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.simulations.world.Plant;

/** Draws its random bits from the machine's clock. */
public final class Unseeded implements Plant {
  @Override
  public String name() {
    return "unseeded";
  }

  @Override
  public String story() {
    return "draws random bits from the real clock, so that no two runs are the same";
  }

  @Override
  public String caughtBy() {
    return "I19";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(
            input, new Moment(now.nanos(), now.wallMillis(), now.entropy() ^ System.nanoTime()));
  }
}
