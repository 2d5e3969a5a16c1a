package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.world.Plant;

/** Finds what differs, and never sends it. */
public final class NoRepair implements Plant {
  @Override
  public String name() {
    return "no-repair";
  }

  @Override
  public String story() {
    return "answers every comparison and never sends what the other lacks";
  }

  @Override
  public String caughtBy() {
    return "I2";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(input, now).stream()
            .filter(
                effect -> !(effect instanceof Effect.Send send && send.traffic() == Traffic.REPAIR))
            .toList();
  }
}
