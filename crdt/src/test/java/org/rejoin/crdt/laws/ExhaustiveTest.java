package org.rejoin.crdt.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.laws.PlantedMap.Flaw;

class ExhaustiveTest {
  @Test
  void the_good_twin_keeps_every_law() {
    assertThat(histories(Flaw.NONE).explore(3).broken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "NONE",
        "JOIN_CHANGES_THE_OTHER",
        "THROWN_EDIT_STAYS",
        "HALVES_LOSE_A_PART",
        "READER_TAKES_ANY_ORDER",
        "READER_THROWS_ANYTHING"
      })
  void a_flaw_is_caught_by_a_short_history(Flaw flaw) {
    Counterexample found = histories(flaw).check(3).orElseThrow();

    assertThat(found.law()).isEqualTo(flaw.breaks);
    assertThat(found.history()).hasSizeLessThanOrEqualTo(2);
    assertThat(histories(flaw).check(3)).contains(found);
  }

  @Test
  void a_counterexample_tells_its_history() {
    Counterexample found = histories(Flaw.TIE_BY_ARRIVAL).check(3).orElseThrow();

    assertThat(found.law()).isEqualTo(Law.JOIN);
    assertThat(found.origin()).isEqualTo("a history of 2 edits");
    assertThat(found.values()).hasSize(2);
    assertThat(found.history())
        .containsExactly("A, having got nothing, at 1: [ax]", "B, having got nothing, at 1: [ay]");
  }

  @Test
  void a_value_that_the_specification_does_not_give_is_found() {
    Exhaustive<GCounter, GCounter.Editor, Long> wrong =
        Exhaustive.of("GCounter", GCounter.TYPE, List.of(1L), GCounter.Editor::increment)
            .withSpec(new LastAmount(), GCounter::value);

    Counterexample found = wrong.check(3).orElseThrow();

    assertThat(found.law()).isEqualTo(Law.SPEC);
    assertThat(found.history()).hasSize(2);
  }

  @Test
  void histories_are_those_that_can_be_told_apart() {
    Explored one =
        Exhaustive.of("GCounter", GCounter.TYPE, List.of(1L), GCounter.Editor::increment)
            .explore(2);

    // three replicas write alone, three write twice, and three pairs write concurrently or
    // one after the other, in two orders
    assertThat(one.histories()).isEqualTo(3 + 3 * (1 + 2));
    assertThat(one.states()).isEqualTo(1 + 3 + 3 + 3);
  }

  @Test
  void lengths_have_a_limit() {
    assertThatThrownBy(() -> histories(Flaw.NONE).explore(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> histories(Flaw.NONE).explore(6)).hasMessageContaining("not 6");
  }

  private static Exhaustive<PlantedMap, PlantedMap.Editor, String> histories(Flaw flaw) {
    return Exhaustive.of(
            "planted " + flaw,
            PlantedMap.subject(flaw).type(),
            List.of("ax", "ay"),
            (PlantedMap.Editor editor, String op) -> put(editor, op))
        .orTogether(List.of("bx", "ax"));
  }

  private static void put(PlantedMap.Editor editor, String op) {
    editor.put(op.substring(0, 1), op.substring(1));
  }

  private static final class LastAmount implements Spec<Long, Long> {
    @Override
    public boolean writes(Long op) {
      return true;
    }

    @Override
    public boolean replaces(Long op, Long write) {
      return true;
    }

    @Override
    public Long value(List<SpecEvent<Long>> unreplaced) {
      return unreplaced.stream().mapToLong(SpecEvent::op).sum();
    }
  }
}
