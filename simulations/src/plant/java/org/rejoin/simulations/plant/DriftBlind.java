package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Note;
import org.rejoin.simulations.world.Plant;

/** Stamps writes however far its clock is off those of its peers. */
public final class DriftBlind implements Plant {
  @Override
  public String name() {
    return "drift-blind";
  }

  @Override
  public String story() {
    return "stamps writes although its clock is far off those of its peers";
  }

  @Override
  public String caughtBy() {
    return "I13";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(blind(input), now);
  }

  private static Input blind(Input input) {
    return input instanceof Input.Told told && told.note() instanceof Note.PeerClocks
        ? new Input.Wake()
        : input;
  }
}
