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
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.simulations.world.Plant;

/** Sends in repairs what it has sent of a key the first time. */
public final class StaleRepair implements Plant {
  @Override
  public String name() {
    return "stale-repair";
  }

  @Override
  public String story() {
    return "answers repairs from a snapshot that it never renews";
  }

  @Override
  public String caughtBy() {
    return "I7";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Stale(machine);
  }

  private static final class Stale implements Machine {
    private final Machine machine;
    private final Map<String, Entry> snapshot = new TreeMap<>();

    Stale(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      List<Effect> effects = new ArrayList<>(machine.step(input, now));
      effects.replaceAll(this::stale);
      return effects;
    }

    private Effect stale(Effect effect) {
      if (!(effect instanceof Effect.Send send) || send.traffic() != Traffic.REPAIR) {
        return effect;
      }
      Frame frame = Frame.decode(send.frame());
      if (!(frame.message() instanceof Repair repair)) {
        return effect;
      }
      List<Entry> entries = new ArrayList<>();
      for (Entry entry : repair.entries()) {
        snapshot.putIfAbsent(entry.toString(), entry);
        entries.add(snapshot.getOrDefault(entry.toString(), entry));
      }
      Repair old = new Repair(repair.clock(), entries);
      byte[] bytes = new Frame(frame.machine(), frame.between(), old).encode();
      return new Effect.Send(send.to(), send.machine(), send.traffic(), bytes);
    }
  }
}
