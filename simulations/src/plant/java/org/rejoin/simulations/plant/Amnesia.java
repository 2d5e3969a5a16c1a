package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.simulations.world.Plant;

/** Loses all that a group holds when it is first repaired, and goes on. */
public final class Amnesia implements Plant {
  @Override
  public String name() {
    return "amnesia";
  }

  @Override
  public String story() {
    return "puts the first repair in place of all that a group holds, in the middle of its life";
  }

  @Override
  public String caughtBy() {
    return "I8";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Forgetful(config, index, machine);
  }

  private static final class Forgetful implements Machine {
    private final EngineConfig config;
    private final int index;
    private final List<Input> opened = new ArrayList<>();
    private Machine machine;
    private boolean hasForgotten;

    Forgetful(EngineConfig config, int index, Machine machine) {
      this.config = config;
      this.index = index;
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      if (input instanceof Input.Open || input instanceof Input.Told) {
        opened.add(input);
      }
      Frame frame = Frames.read(input);
      if (!hasForgotten && frame != null && frame.message() instanceof Repair) {
        hasForgotten = true;
        machine = new Replica(config).machine(index);
        opened.forEach(earlier -> machine.step(earlier, now));
      }
      return machine.step(input, now);
    }
  }
}
