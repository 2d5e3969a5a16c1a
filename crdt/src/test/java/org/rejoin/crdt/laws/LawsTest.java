package org.rejoin.crdt.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.crdt.laws.PlantedMap.Flaw;

/** Each flaw is found by the law it breaks; without a flaw nothing is found. */
class LawsTest {
  private static final int SEEDS = 60;

  @Test
  void the_good_twin_keeps_every_law() {
    assertThat(laws(Flaw.NONE).checkSeeds(1, SEEDS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_flaw_is_caught_by_the_law_it_breaks(Flaw flaw) {
    Counterexample found = firstOf(flaw).orElseThrow();

    assertThat(found.law()).isEqualTo(flaw.breaks);
    assertThat(firstOf(flaw)).contains(found);
    assertThat(found.toString()).contains(found.law() + " (seed ");
  }

  @Test
  void a_counterexample_is_small() {
    Counterexample found = firstOf(Flaw.TIE_BY_ARRIVAL).orElseThrow();

    assertThat(found.values()).hasSizeLessThanOrEqualTo(3);
    assertThat(found.history())
        .hasSizeLessThanOrEqualTo(3)
        .allMatch(step -> step.contains(" edits at "));
    assertThat(found.toString()).hasSizeLessThan(800);
  }

  private static Optional<Counterexample> firstOf(Flaw flaw) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      Optional<Counterexample> found = laws(flaw).check(flaw.breaks, seed);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Laws<PlantedMap, PlantedMap.Editor> laws(Flaw flaw) {
    return Laws.of(PlantedMap.subject(flaw), CheckSuite.ONE, CheckSuite.TWO);
  }
}
