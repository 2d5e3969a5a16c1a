package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.BoundedCounter;
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
    return (input, now) -> machine.step(Rewrap.updates(input, "boundedcounter", new Kept()), now);
  }

  private static final class Kept implements Rewrap.Other {
    @Override
    public <E> Consumer<E> of(Consumer<E> change) {
      return editor -> {
        if (editor instanceof BoundedCounter.Editor counter) {
          long value = counter.value();
          long rights = counter.rights();
          change.accept(editor);
          if (counter.value() == value) {
            counter.increment(rights - counter.rights());
          }
        } else {
          change.accept(editor);
        }
      };
    }
  }
}
