package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.Hlc;
import org.rejoin.simulations.world.Plant;

/** Stamps writes by its own wall clock, whatever it has heard of. */
public final class WallClock implements Plant {
  @Override
  public String name() {
    return "wall-clock";
  }

  @Override
  public String story() {
    return "does not let its clock follow the stamps of what it has joined";
  }

  @Override
  public String caughtBy() {
    return "I13";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(deaf(input), now);
  }

  private static Input deaf(Input input) {
    Frame frame = Frames.read(input);
    if (input instanceof Input.Frame arrived
        && frame != null
        && frame.message() instanceof Deltas deltas) {
      Deltas changed =
          new Deltas(
              deltas.stream(),
              deltas.base(),
              deltas.from(),
              deltas.atOnce(),
              Hlc.ZERO,
              deltas.ack(),
              deltas.entries());
      return Frames.with(arrived, frame, changed);
    }
    return input;
  }
}
