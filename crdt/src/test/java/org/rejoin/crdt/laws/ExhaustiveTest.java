package org.rejoin.crdt.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Epoched;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
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
    // the last one is what is left of a sealed replica's row
    assertThat(one.states()).isEqualTo(1 + 3 + 3 + 3 + 1);
    // one edit and a cut that seals its replica, a delete before or after it, or the loss of it
    assertThat(one.specials()).isEqualTo(3 * (1 + 2 + 1));
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_way_to_delete_is_found(WrongDelete wrong) {
    Exhaustive<ORSet<String>, ORSet.Editor<String>, String> sets =
        Exhaustive.of("ORSet", ORSet.type(Codecs.utf8()), List.of("a"), ORSet.Editor::add);

    Counterexample found = sets.deletingBy(wrong).check(2).orElseThrow();

    assertThat(sets.check(2)).isEmpty();
    assertThat(found.law()).isEqualTo(Law.DELETION);
    assertThat(found.history()).hasSize(2).last().asString().startsWith("a delete that comes");
  }

  enum WrongDelete implements Epochs {
    /** What is deleted comes back with whoever had not heard of it. */
    JOINS_ALL_EPOCHS {
      @Override
      public <S extends Crdt<S>> Epoched<S> join(Epoched<S> a, Epoched<S> b) {
        return new Epoched<>(Math.max(a.epoch(), b.epoch()), a.state().join(b.state()));
      }
    },
    /** Who deletes loses against who writes. */
    LOWEST_EPOCH_WINS {
      @Override
      public <S extends Crdt<S>> Epoched<S> join(Epoched<S> a, Epoched<S> b) {
        return a.epoch() == b.epoch() ? a.join(b) : a.epoch() < b.epoch() ? a : b;
      }
    },
    /** A cut forgets the number instead of subtracting it. */
    SETTLING_FORGETS_THE_EPOCH {
      @Override
      public <S extends Crdt<S>> Epoched<S> settle(Epoched<S> key, long stable) {
        return new Epoched<>(0, key.state());
      }
    }
  }

  @Test
  void seeds_do_not_check_what_only_exhaustive_runs_do() {
    Laws<PlantedMap, PlantedMap.Editor> laws = Laws.of(PlantedMap.subject(Flaw.NONE));

    assertThat(laws.checks(Law.SETTLING)).isTrue();
    assertThat(laws.checks(Law.SPEC)).isFalse();
    assertThatThrownBy(() -> laws.check(Law.SPEC, 1)).hasMessageContaining("no specification");
    assertThatThrownBy(() -> laws.check(Law.IDENTITY, 1)).hasMessageContaining("IDENTITY");
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
