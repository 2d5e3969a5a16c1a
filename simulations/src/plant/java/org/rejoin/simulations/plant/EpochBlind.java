package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.simulations.world.Plant;

/** Takes deltas of an earlier delete epoch for such of the present one. */
public final class EpochBlind implements Plant {
  @Override
  public String name() {
    return "epoch-blind";
  }

  @Override
  public String story() {
    return "joins a write that comes late, after the key's delete, as if it were a new one";
  }

  @Override
  public String caughtBy() {
    return "I4";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Blind(machine);
  }

  private static final class Blind implements Machine {
    private final Machine machine;
    private final Map<String, Long> epochs = new TreeMap<>();

    Blind(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      Frame frame = Frames.read(input);
      if (input instanceof Input.Frame arrived
          && frame != null
          && frame.message() instanceof Deltas deltas) {
        List<Entry> entries = new ArrayList<>();
        deltas.entries().forEach(entry -> entries.add(raised(entry)));
        Deltas changed = deltas.with(entries);
        byte[] bytes = new Frame(frame.machine(), frame.between(), changed).encode();
        return machine.step(new Input.Frame(arrived.from(), bytes), now);
      }
      return machine.step(input, now);
    }

    private Entry raised(Entry entry) {
      long epoch = epochs.merge(entry.toString(), entry.epoch(), Math::max);
      return new Entry(
          entry.keyspace(),
          entry.type(),
          entry.id(),
          entry.number(),
          epoch,
          entry.state(),
          entry.deleted());
    }
  }
}
