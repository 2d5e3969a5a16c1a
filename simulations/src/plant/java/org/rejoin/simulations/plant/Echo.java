package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.world.Plant;

/** Says everything that carries no data many times, to be sure. */
public final class Echo implements Plant {
  private static final int TIMES = 40;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String story() {
    return "says everything that carries no data forty times, even when all is equal";
  }

  @Override
  public String caughtBy() {
    return "I17";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> echoed(machine.step(input, now));
  }

  private static List<Effect> echoed(List<Effect> effects) {
    List<Effect> more = new ArrayList<>(effects);
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send send && send.traffic() == Traffic.CONTROL) {
        for (int i = 1; i < TIMES; i++) {
          more.add(send);
        }
      }
    }
    return more;
  }
}
