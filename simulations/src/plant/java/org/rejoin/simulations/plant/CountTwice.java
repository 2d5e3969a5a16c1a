package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.world.Plant;

/** Runs every change of a counter twice. */
public final class CountTwice implements Plant {
  @Override
  public String name() {
    return "count-twice";
  }

  @Override
  public String story() {
    return "runs each change of a counter twice";
  }

  @Override
  public String caughtBy() {
    return "I11";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(Rewrap.updates(input, "pncounter", new Twice()), now);
  }

  private static final class Twice implements Rewrap.Other {
    @Override
    public <E> Consumer<E> of(Consumer<E> change) {
      return change.andThen(change);
    }
  }
}
