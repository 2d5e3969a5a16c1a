package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.Subject;

/** Every law over few histories of one type a family: quick enough to be run for each mutant. */
class FewSeedsTest {
  private static final int SEEDS = 6;

  static Stream<Subject<?, ?>> subjects() {
    return Stream.of(
        new GCounterProperties().subject(),
        new PNCounterProperties().subject(),
        new ORSetProperties().subject(),
        new RWSetProperties().subject(),
        new LWWRegisterProperties().subject(),
        new ORMapProperties().subject(),
        new ResettableCounterProperties().subject(),
        new DWFlagProperties().subject(),
        new CounterMapProperties().subject());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  <S extends Editable<S, E>, E> void every_law_holds(Subject<S, E> subject) {
    assertThat(Laws.of(subject).checkSeeds(1, SEEDS)).isEmpty();
  }
}
