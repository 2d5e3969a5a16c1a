package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class PNCounterSpecProperties extends SpecProperties<PNCounter, PNCounter.Editor, Long, Long> {
  PNCounterSpecProperties() {
    super(
        PNCounter.TYPE,
        new CounterSpec(),
        new SpecBinding<>() {
          @Override
          public Long randomOp(SeededRandom random) {
            return random.below(1000) - 500L;
          }

          @Override
          public void apply(PNCounter.Editor editor, Long amount) {
            if (amount < 0) {
              editor.decrement(-amount);
            } else {
              editor.increment(amount);
            }
          }

          @Override
          public Long observe(PNCounter counter) {
            return counter.value();
          }
        });
  }

  @Override
  protected List<Long> fewOps() {
    return List.of(3L, -2L);
  }
}
