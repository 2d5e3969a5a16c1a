package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.crdt.BoundedCounter;
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
    return (input, now) -> machine.step(Rewrap.updates(input, "boundedcounter", new Gift()), now);
  }

  private static final class Gift implements Rewrap.Other {
    @Override
    public <E> Consumer<E> of(Consumer<E> change) {
      return editor -> {
        if (editor instanceof BoundedCounter.Editor counter) {
          counter.increment(GIFT);
        }
        change.accept(editor);
      };
    }
  }
}
