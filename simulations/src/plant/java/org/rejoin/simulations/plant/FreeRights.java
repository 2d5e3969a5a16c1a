package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.Editable;
import org.rejoin.simulations.world.Plant;

/** Mints rights for what somebody wants to take off. */
public final class FreeRights implements Plant {
  private static final long GIFT = 12;

  @Override
  public String name() {
    return "free-rights";
  }

  @Override
  public String story() {
    return "mints a few rights before each change of a bounded counter, out of nothing";
  }

  @Override
  public String caughtBy() {
    return "I12";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return (input, now) -> machine.step(altered(input), now);
  }

  private static Input altered(Input input) {
    return input instanceof Input.Update<?, ?> update
            && update.spec().type().tag().startsWith("boundedcounter")
        ? generous(update)
        : input;
  }

  private static <S extends Editable<S, E>, E> Input generous(Input.Update<S, E> update) {
    return new Input.Update<>(
        update.op(),
        update.spec(),
        update.key(),
        editor -> {
          if (editor instanceof BoundedCounter.Editor counter) {
            counter.increment(GIFT);
          }
          update.change().accept(editor);
        },
        update.write());
  }
}
