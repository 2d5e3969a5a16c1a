package org.rejoin.crdt.spec;

import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class ResettableCounterSpecProperties
    extends SpecProperties<ResettableCounter, ResettableCounter.Editor, CountOp, Long> {
  ResettableCounterSpecProperties() {
    super(ResettableCounter.TYPE, new ResettableCounterSpec(), new ToCounter());
  }

  static CountOp randomCount(SeededRandom random) {
    return CountOp.count(random.below(40) - 15L);
  }

  static final class ToCounter
      implements SpecBinding<ResettableCounter, ResettableCounter.Editor, CountOp, Long> {
    @Override
    public CountOp randomOp(SeededRandom random) {
      return random.chance(70) ? randomCount(random) : CountOp.reset();
    }

    @Override
    public void apply(ResettableCounter.Editor editor, CountOp op) {
      if (op.amount().isEmpty()) {
        editor.reset();
      } else if (op.amount().getAsLong() < 0) {
        editor.decrement(-op.amount().getAsLong());
      } else {
        editor.increment(op.amount().getAsLong());
      }
    }

    @Override
    public Long observe(ResettableCounter counter) {
      return counter.value();
    }
  }
}
