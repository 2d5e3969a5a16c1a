package org.rejoin.crdt.laws.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.laws.Counterexample;
import org.rejoin.crdt.laws.Exhaustive;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.laws.SpecEvent;
import org.rejoin.crdt.laws.Subject;

/** Bad types, each found by the law it breaks; the good ones differ by one line. */
class PlantedTypesTest {
  private static final int SEEDS = 200;

  /** {@code +x} adds, {@code -x} removes, {@code =x} sets, a digit increments, {@code 0} resets. */
  private record Family<S extends Planted<S, E>, E>(
      Function<Fault, CrdtType<S>> types,
      List<String> ops,
      BiConsumer<E, String> apply,
      Spec<String, Object> spec,
      Function<S, Object> observe)
      implements SpecBinding<S, E, String, Object> {
    @Override
    public String randomOp(SeededRandom random) {
      return random.pick(ops);
    }

    @Override
    public void apply(E editor, String op) {
      apply.accept(editor, op);
    }

    @Override
    public Object observe(S state) {
      return observe.apply(state);
    }

    Laws<S, E> laws(Fault fault) {
      Subject<S, E> subject =
          new Subject<>(
              fault.toString(),
              types.apply(fault),
              (editor, seen, random) -> {
                for (int i = random.below(3); i > 0; i--) {
                  apply(editor, randomOp(random));
                }
              });
      return Laws.of(subject).withSpec(spec, this);
    }

    Exhaustive<S, E, String> histories(Fault fault) {
      return Exhaustive.of(fault.toString(), types.apply(fault), ops, this::apply)
          .orTogether(ops)
          .withSpec(spec, this::observe);
    }

    Optional<Counterexample> random(Fault fault) {
      return LongStream.range(0, SEEDS)
          .mapToObj(seed -> laws(fault).check(fault.breaks, seed))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  private static final Family<PlantedDots, PlantedDots.Editor> SET =
      new Family<>(
          PlantedDots::type,
          List.of("+a", "+b", "-a"),
          (editor, op) -> {
            if (op.startsWith("+")) {
              editor.add(op.substring(1));
            } else {
              editor.remove(op.substring(1));
            }
          },
          Meanings.SET,
          PlantedDots::elements);

  private static final Family<PlantedDots, PlantedDots.Editor> REMOVALS =
      new Family<>(
          PlantedDots::type,
          List.of("+a", "-a", "+b"),
          PlantedDots.Editor::write,
          Meanings.REMOVALS,
          PlantedDots::unvetoed);

  private static final Family<PlantedDots, PlantedDots.Editor> REGISTER =
      new Family<>(
          PlantedDots::type,
          List.of("x", "y"),
          PlantedDots.Editor::set,
          Meanings.REGISTER,
          PlantedDots::latest);

  private static final Family<PlantedDots, PlantedDots.Editor> RESETTABLE =
      new Family<>(
          PlantedDots::type,
          List.of("2", "reset"),
          (editor, op) -> {
            if (op.equals("reset")) {
              editor.reset();
            } else {
              editor.increment(Long.parseLong(op));
            }
          },
          Meanings.RESETTABLE,
          PlantedDots::total);

  private static final Family<PlantedCounter, PlantedCounter.Editor> COUNTER =
      new Family<>(
          PlantedCounter::type,
          List.of("1", "2"),
          (editor, op) -> editor.increment(Long.parseLong(op)),
          Meanings.RESETTABLE,
          PlantedCounter::total);

  @Test
  @DisplayName("Each family without a fault keeps every law, at random and in all small histories")
  void good_twins_pass() {
    assertThat(SET.laws(Fault.NONE).checkSeeds(0, 20)).isEmpty();
    assertThat(REMOVALS.laws(Fault.NONE).checkSeeds(0, 20)).isEmpty();
    assertThat(REGISTER.laws(Fault.NONE).checkSeeds(0, 20)).isEmpty();
    assertThat(RESETTABLE.laws(Fault.NONE).checkSeeds(0, 20)).isEmpty();
    assertThat(COUNTER.laws(Fault.NONE).checkSeeds(0, 20)).isEmpty();
    assertThat(SET.histories(Fault.NONE).check(2)).isEmpty();
    assertThat(REMOVALS.histories(Fault.NONE).check(2)).isEmpty();
    assertThat(REGISTER.histories(Fault.NONE).check(2)).isEmpty();
    assertThat(RESETTABLE.histories(Fault.NONE).check(3)).isEmpty();
    assertThat(COUNTER.histories(Fault.NONE).check(3)).isEmpty();
  }

  @Test
  @DisplayName("A set whose removal forgets the dot breaks DELTAS")
  void remove_forgets_the_dot() {
    expect(SET, Fault.REMOVE_FORGETS_THE_DOT, Law.DELTAS, 2);
  }

  @Test
  @DisplayName("A set whose add covers dots it has not seen breaks SPEC")
  void add_covers_unseen_dots() {
    expect(SET, Fault.ADD_COVERS_UNSEEN_DOTS, Law.SPEC, 3);
  }

  @Test
  @DisplayName("A context whose intervals stay apart breaks DECOMPOSITION")
  void context_is_not_fused() {
    expect(SET, Fault.CONTEXT_IS_NOT_FUSED, Law.DECOMPOSITION, 1);
  }

  @Test
  @DisplayName("A digest without the context breaks DIGEST")
  void digest_omits_the_context() {
    expect(SET, Fault.DIGEST_OMITS_THE_CONTEXT, Law.DIGEST, 2);
  }

  @Test
  @DisplayName("A deltaSince without the removals breaks SUMMARY")
  void delta_since_omits_removals() {
    expect(SET, Fault.DELTA_SINCE_OMITS_REMOVALS, Law.SUMMARY, 1);
  }

  @Test
  @DisplayName("Parts that carry the whole context break DECOMPOSITION")
  void parts_carry_the_context() {
    expect(SET, Fault.PARTS_CARRY_THE_CONTEXT, Law.DECOMPOSITION, 1);
  }

  @Test
  @DisplayName("A register that drops the losers at a join breaks JOIN")
  void losers_go_at_join() {
    expect(REGISTER, Fault.LOSERS_GO_AT_JOIN, Law.JOIN, 3);
  }

  @Test
  @DisplayName("A counter that adds cells up at a join breaks JOIN")
  void cells_add_up_at_join() {
    expect(COUNTER, Fault.CELLS_ADD_UP_AT_JOIN, Law.JOIN, 1);
  }

  @Test
  @DisplayName("A reader that takes rows in any order breaks CODEC")
  void rows_in_any_order() {
    assertThat(COUNTER.random(Fault.ROWS_IN_ANY_ORDER))
        .get()
        .extracting(Counterexample::law)
        .isEqualTo(Law.CODEC);
  }

  @Test
  @DisplayName("A counter whose reset takes other replicas' cells away breaks SPEC")
  void reset_takes_the_cell_away() {
    Fault fault = Fault.RESET_TAKES_THE_CELL_AWAY;
    assertThat(RESETTABLE.random(fault).orElseThrow().law()).isEqualTo(Law.SPEC);
    Counterexample shortest = RESETTABLE.histories(fault).check(3).orElseThrow();
    assertThat(shortest.law()).as("a reset that is lost is not noticed").isEqualTo(Law.IDENTITY);
  }

  @Test
  @DisplayName("A set that forgets an addition with what a cut names breaks SETTLING")
  void settling_drops_a_live_dot() {
    expectSpecial(REMOVALS, Fault.SETTLING_DROPS_A_LIVE_DOT, 1);
    assertThat(REMOVALS.random(Fault.SETTLING_DROPS_A_LIVE_DOT)).isPresent();
  }

  @Test
  @DisplayName("A set that lets a removal go although an addition is to lose breaks SETTLING")
  void member_agrees_to_all() {
    expectSpecial(REMOVALS, Fault.MEMBER_AGREES_TO_ALL, 2);
  }

  @Test
  @DisplayName("A counter that forgets what a sealed replica counted breaks SETTLING")
  void sealed_row_is_lost() {
    expectSpecial(COUNTER, Fault.SEALED_ROW_IS_LOST, 1);
  }

  @Test
  @DisplayName("A counter whose buffered deltas keep the rows of sealed replicas breaks SETTLING")
  void buffered_row_comes_back() {
    expectSpecial(COUNTER, Fault.BUFFERED_ROW_COMES_BACK, 1);
  }

  @Test
  @DisplayName("A counter that goes on in the row of a former, sealed id breaks SETTLING")
  void row_of_another_id_is_taken_over() {
    expectSpecial(COUNTER, Fault.ROW_OF_ANOTHER_ID_IS_TAKEN_OVER, 2);
  }

  @Test
  @DisplayName("A type that does not see its id reused breaks IDENTITY")
  void guard_is_blind() {
    expectSpecial(SET, Fault.GUARD_IS_BLIND, 1);
    expectSpecial(REGISTER, Fault.GUARD_IS_BLIND, 1);
    expectSpecial(RESETTABLE, Fault.GUARD_IS_BLIND, 1);
    expectSpecial(COUNTER, Fault.GUARD_IS_BLIND, 1);
  }

  @Test
  @DisplayName("A type that takes others' removals for its id reused breaks IDENTITY")
  void guard_cries_wolf() {
    expectSpecial(SET, Fault.GUARD_CRIES_WOLF, 2);
  }

  /** Found in a history of so many edits and a cut or a lost state. */
  private static <S extends Planted<S, E>, E> void expectSpecial(
      Family<S, E> family, Fault fault, int edits) {
    Counterexample found = family.histories(fault).check(edits + 1).orElseThrow();
    assertThat(found.law()).as(found.toString()).isEqualTo(fault.breaks);
    assertThat(found.history()).as(found.toString()).hasSize(edits + 1);
  }

  private static <S extends Planted<S, E>, E> void expect(
      Family<S, E> family, Fault fault, Law law, int edits) {
    assertThat(fault.breaks).isEqualTo(law);
    Counterexample random = family.random(fault).orElseThrow();
    assertThat(random.law()).isEqualTo(law);
    Counterexample shortest = family.histories(fault).check(edits).orElseThrow();
    assertThat(shortest.law()).as(shortest.toString()).isEqualTo(law);
    assertThat(shortest.history()).hasSize(edits);
  }

  /** What the families mean. */
  private static final class Meanings implements Spec<String, Object> {
    static final Spec<String, Object> SET = new Meanings("set");
    static final Spec<String, Object> REMOVALS = new Meanings("removals");
    static final Spec<String, Object> REGISTER = new Meanings("register");
    static final Spec<String, Object> RESETTABLE = new Meanings("counter");

    private final String kind;

    private Meanings(String kind) {
      this.kind = kind;
    }

    @Override
    public boolean writes(String op) {
      return kind.equals("removals") || (!op.startsWith("-") && !op.equals("reset"));
    }

    @Override
    public boolean replaces(String op, String write) {
      return switch (kind) {
        case "set", "removals" -> op.substring(1).equals(write.substring(1));
        case "register" -> true;
        default -> op.equals("reset");
      };
    }

    @Override
    public boolean cumulative() {
      return kind.equals("counter");
    }

    @Override
    public Object value(List<SpecEvent<String>> writes) {
      return switch (kind) {
        case "set" -> writes.stream().map(w -> w.op().substring(1)).distinct().sorted().toList();
        case "removals" ->
            writes.stream()
                .map(write -> write.op().substring(1))
                .filter(element -> writes.stream().noneMatch(w -> w.op().equals("-" + element)))
                .distinct()
                .sorted()
                .toList();
        case "register" ->
            writes.stream()
                .max(
                    Comparator.<SpecEvent<String>>comparingLong(SpecEvent::stamp)
                        .thenComparing(w -> w.id().replica()))
                .map(SpecEvent::op)
                .stream()
                .toList();
        default -> writes.stream().mapToLong(w -> Long.parseLong(w.op())).sum();
      };
    }
  }
}
