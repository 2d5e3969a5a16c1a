package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.simulations.world.Plant;

/** Counts what came after a dropped claim as if nothing had been in it. */
public final class GapCloser implements Plant {
  @Override
  public String name() {
    return "gap-closer";
  }

  @Override
  public String story() {
    return "says that it holds all updates up to the last that came, also those that were given up";
  }

  @Override
  public String caughtBy() {
    return "I21";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR
        ? machine
        : (input, now) -> machine.step(closed(input), now);
  }

  private static Input closed(Input input) {
    Frame frame = Frames.read(input);
    if (input instanceof Input.Frame arrived
        && frame != null
        && frame.message() instanceof Deltas d) {
      Deltas.Reach reach = new Deltas.Reach(0, d.reach().whole(), d.reach().stable());
      Deltas changed =
          new Deltas(
              d.stream(), d.base(), d.from(), d.atOnce(), d.clock(), d.ack(), reach, d.entries());
      return Frames.with(arrived, frame, changed);
    }
    return input;
  }
}
