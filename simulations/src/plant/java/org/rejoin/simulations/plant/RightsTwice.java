package org.rejoin.simulations.plant;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.Editable;
import org.rejoin.simulations.world.Plant;

/** Gives rights away and keeps them: once they were sent, and once they were not. */
public final class RightsTwice implements Plant {
  @Override
  public String name() {
    return "rights-twice";
  }

  @Override
  public String story() {
    return "transfers rights as if no earlier attempt had arrived, so that both sides hold them";
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
        ? keeping(update)
        : input;
  }

  private static <S extends Editable<S, E>, E> Input keeping(Input.Update<S, E> update) {
    return new Input.Update<>(
        update.op(),
        update.spec(),
        update.key(),
        editor -> {
          if (editor instanceof BoundedCounter.Editor counter) {
            long value = counter.value();
            long rights = counter.rights();
            update.change().accept(editor);
            if (counter.value() == value) {
              counter.increment(rights - counter.rights());
            }
          } else {
            update.change().accept(editor);
          }
        },
        update.write());
  }
}
