package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.world.Plant;

/** Sends each repair many times, to be sure. */
public final class RepeatsRepair implements Plant {
  private static final int TIMES = 20;

  @Override
  public String name() {
    return "repeats-repair";
  }

  @Override
  public String story() {
    return "sends what the other side lacks twenty times over";
  }

  @Override
  public String caughtBy() {
    return "I17";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> {
      List<Effect> more = new ArrayList<>();
      for (Effect effect : machine.step(input, now)) {
        boolean isRepair = effect instanceof Effect.Send send && send.traffic() == Traffic.REPAIR;
        for (int i = 0; i < (isRepair ? TIMES : 1); i++) {
          more.add(effect);
        }
      }
      return more;
    };
  }
}
