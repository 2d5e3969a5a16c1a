package org.rejoin.simulations.plant;

import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Never tells a client that its deadline has passed. */
public final class Mute implements Plant {
  @Override
  public String name() {
    return "mute";
  }

  @Override
  public String story() {
    return "leaves a client without an answer when its deadline has passed";
  }

  @Override
  public String caughtBy() {
    return "I16";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(input, now).stream().filter(effect -> !isUnknown(effect)).toList();
  }

  private static boolean isUnknown(Effect effect) {
    return effect instanceof Effect.Reply reply && reply.result() instanceof WriteResult.Unknown;
  }
}
