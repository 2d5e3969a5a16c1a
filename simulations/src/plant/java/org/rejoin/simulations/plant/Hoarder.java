package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.ORSet;
import org.rejoin.simulations.world.Plant;

/** Keeps something of each change of a set, for ever. */
public final class Hoarder implements Plant {
  @Override
  public String name() {
    return "hoarder";
  }

  @Override
  public String story() {
    return "keeps a tombstone for each change of a set, and never collects it";
  }

  @Override
  public String caughtBy() {
    return "I15";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) ->
        machine.step(Rewrap.updates(input, "orset", new Keeping(now.entropy())), now);
  }

  private static final class Keeping implements Rewrap.Other {
    private final long number;

    Keeping(long number) {
      this.number = number;
    }

    @Override
    @SuppressWarnings("unchecked") // sets of the simulator hold strings
    public <E> Consumer<E> of(Consumer<E> change) {
      return editor -> {
        change.accept(editor);
        ((ORSet.Editor<String>) editor).add("tombstone " + Long.toHexString(number));
      };
    }
  }
}
