package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.WriteBack;
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
    return input instanceof Input.Frame arrived && frame != null
        ? Frames.with(arrived, frame, deaf(frame.message()))
        : input;
  }

  private static Message deaf(Message message) {
    if (message instanceof Deltas d) {
      return new Deltas(
          d.stream(), d.base(), d.from(), d.atOnce(), Hlc.ZERO, d.ack(), d.reach(), d.entries());
    }
    if (message instanceof Repair r) {
      return new Repair(Hlc.ZERO, r.entries());
    }
    if (message instanceof ReadTell t) {
      return new ReadTell(
          t.operation(), t.part(), t.last(), t.refused(), t.seen(), Hlc.ZERO, t.entries());
    }
    if (message instanceof WriteBack w) {
      return new WriteBack(w.operation(), w.part(), Hlc.ZERO, w.entries());
    }
    return message;
  }
}
