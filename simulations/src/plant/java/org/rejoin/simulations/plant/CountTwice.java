package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.Editable;
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
    return "I7";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(altered(input), now);
  }

  private static Input altered(Input input) {
    return input instanceof Input.Update<?, ?> update
            && update.spec().type().tag().startsWith("pncounter")
        ? twice(update)
        : input;
  }

  private static <S extends Editable<S, E>, E> Input twice(Input.Update<S, E> update) {
    return new Input.Update<>(
        update.op(),
        update.spec(),
        update.key(),
        update.change().andThen(update.change()),
        update.write());
  }
}
