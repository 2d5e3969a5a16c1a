package org.rejoin.simulations.plant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.simulations.world.Plant;

/** Acknowledges every fifth batch of deltas instead of joining it. */
public final class AckUnapplied implements Plant {
  private static final int EVERY = 5;

  @Override
  public String name() {
    return "ack-unapplied";
  }

  @Override
  public String story() {
    return "acknowledges every fifth batch of deltas and does not apply it";
  }

  @Override
  public String caughtBy() {
    return "I3";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Liar(index, machine);
  }

  private static final class Liar implements Machine {
    private final int index;
    private final Machine machine;
    private final Map<Endpoint, Integer> between = new TreeMap<>();
    private long batches;

    Liar(int index, Machine machine) {
      this.index = index;
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      Frame frame = Frames.read(input);
      if (input instanceof Input.Frame arrived
          && frame != null
          && frame.message() instanceof Deltas deltas
          && ++batches % EVERY == 0
          && between.containsKey(arrived.from())) {
        long upTo = deltas.from() + deltas.entries().size();
        Ack ack = new Ack(deltas.stream(), upTo, List.of(), 0);
        byte[] lie = new Frame(index, between.getOrDefault(arrived.from(), 0), ack).encode();
        return List.of(new Effect.Send(arrived.from(), index, Traffic.CONTROL, lie));
      }
      List<Effect> effects = machine.step(input, now);
      for (Effect effect : effects) {
        if (effect instanceof Effect.Send send) {
          between.put(send.to(), Frame.decode(send.frame()).between());
        }
      }
      return effects;
    }
  }
}
