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
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.simulations.world.Plant;

/** Takes a batch of deltas that leaves a gap for the one that was missing. */
public final class OverGap implements Plant {
  @Override
  public String name() {
    return "over-gap";
  }

  @Override
  public String story() {
    return "joins and acknowledges deltas over a gap";
  }

  @Override
  public String caughtBy() {
    return "I3";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Careless(machine);
  }

  private static final class Careless implements Machine {
    private final Machine machine;
    private final Map<Endpoint, Place> places = new TreeMap<>();

    private record Place(long stream, long expected) {}

    Careless(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      Frame frame = Frames.read(input);
      if (input instanceof Input.Frame arrived
          && frame != null
          && frame.message() instanceof Deltas deltas) {
        return machine.step(closed(arrived, frame, deltas), now);
      }
      return machine.step(input, now);
    }

    private Input closed(Input.Frame arrived, Frame frame, Deltas deltas) {
      Place place = places.getOrDefault(arrived.from(), new Place(0, 0));
      if (deltas.stream() < place.stream) {
        return arrived;
      }
      long expected = deltas.stream() > place.stream ? 0 : place.expected;
      long from = Math.min(deltas.from(), expected);
      long end = Math.max(expected, from + deltas.entries().size());
      places.put(arrived.from(), new Place(deltas.stream(), end));
      Deltas changed =
          new Deltas(
              deltas.stream(),
              deltas.base(),
              from,
              deltas.atOnce(),
              deltas.clock(),
              deltas.ack(),
              deltas.reach(),
              deltas.entries());
      return Frames.with(arrived, frame, changed);
    }
  }
}
