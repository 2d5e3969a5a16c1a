package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Never has siblings resolved. */
public final class NeverSettles implements Plant {
  @Override
  public String name() {
    return "never-settles";
  }

  @Override
  public String story() {
    return "takes every other node for the home of all keys, and never has siblings resolved";
  }

  @Override
  public String caughtBy() {
    return "I2";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(input, now).stream()
            .filter(effect -> !(effect instanceof Effect.Settle))
            .toList();
  }
}
