package org.rejoin.simulations.plant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Note;
import org.rejoin.simulations.world.Plant;

/** Gives the sum of its tree as it was when it was asked last. */
public final class LateSum implements Plant {
  @Override
  public String name() {
    return "late-sum";
  }

  @Override
  public String story() {
    return "the tree is not told of the latest changes, so its sum is one question late";
  }

  @Override
  public String caughtBy() {
    return "I14";
  }

  @Override
  public Machine plant(EngineConfig config, int index, Machine machine) {
    return index == Machine.COORDINATOR ? machine : new Late(machine);
  }

  private static final class Late implements Machine {
    private final Machine machine;
    private @Nullable RangeSum last;

    Late(Machine machine) {
      this.machine = machine;
    }

    @Override
    public List<Effect> step(Input input, Moment now) {
      List<Effect> effects = new ArrayList<>(machine.step(input, now));
      effects.replaceAll(
          effect -> {
            if (effect instanceof Effect.Tell tell && tell.note() instanceof Note.Sum sum) {
              RangeSum late = last == null ? sum.sum() : last;
              last = sum.sum();
              Note lie =
                  new Note.Sum(
                      sum.request(),
                      sum.group(),
                      late,
                      sum.snapshot(),
                      sum.tombstones(),
                      sum.pending(),
                      sum.frontiers());
              return new Effect.Tell(tell.machine(), lie);
            }
            return effect;
          });
      return effects;
    }
  }
}
