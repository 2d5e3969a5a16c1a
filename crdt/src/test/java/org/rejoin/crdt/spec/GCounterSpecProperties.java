package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class GCounterSpecProperties extends SpecProperties<GCounter, GCounter.Editor, Long, Long> {
  GCounterSpecProperties() {
    super(
        GCounter.TYPE,
        new CounterSpec(),
        new SpecBinding<>() {
          @Override
          public Long randomOp(SeededRandom random) {
            return (long) random.below(1000);
          }

          @Override
          public void apply(GCounter.Editor editor, Long amount) {
            editor.increment(amount);
          }

          @Override
          public Long observe(GCounter counter) {
            return counter.value();
          }
        });
  }

  @Override
  protected List<Long> fewOps() {
    return List.of(1L, 2L);
  }
}
