package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Takes each batch for written as soon as it is given. */
public final class AckBeforeBarrier implements Plant {
  @Override
  public String name() {
    return "ack-before-barrier";
  }

  @Override
  public String story() {
    return "acknowledges durable writes when their batch is given to the disk, not when it is there";
  }

  @Override
  public String caughtBy() {
    return "I3";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> {
      List<Effect> effects = new ArrayList<>(machine.step(input, now));
      for (int i = 0; i < effects.size(); i++) {
        if (effects.get(i) instanceof Effect.Persist persist) {
          effects.addAll(machine.step(new Input.StorageDone(persist.ticket()), now));
        }
      }
      return effects;
    };
  }
}
