package org.rejoin.conflict.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.PerField;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.crdt.codec.Codecs;

/** Each planted resolver is found by the law that it breaks; its twin keeps all of its mode. */
class ResolverLawsTest {
  private static final int SEEDS = 200;

  private static ResolverLaws<String> laws(
      Supplier<Resolver<String>> resolver, List<String> values) {
    return ResolverLaws.of(resolver, Codecs.utf8(), random -> random.pick(values), Elsewhere.ALL);
  }

  private static Optional<ResolverCounterexample> firstOf(
      ResolverLaw law, ResolverLaws<String> laws) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      Optional<ResolverCounterexample> broken = laws.check(law, seed);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @EnumSource
  void a_planted_resolver_is_caught_by_the_law_it_breaks(PlantedResolver planted) {
    ResolverCounterexample found =
        firstOf(planted.breaks, laws(planted.bad, planted.drawn())).orElseThrow();

    assertThat(found.law()).isEqualTo(planted.breaks);
    assertThat(ResolverLaw.of(planted.mode)).contains(planted.breaks);
    assertThat(found.toString())
        .startsWith("planted/1 breaks " + planted.breaks + " (seed " + found.seed() + ")");
  }

  @ParameterizedTest
  @EnumSource
  void its_good_twin_keeps_every_law_of_its_mode(PlantedResolver planted) {
    assertThat(laws(planted.good, planted.drawn()).in(planted.mode).checkSeeds(1, SEEDS)).isEmpty();
  }

  @Test
  void a_counterexample_is_small() {
    ResolverCounterexample found =
        firstOf(ResolverLaw.SINGLETON, laws(PlantedResolver.MARKS_EVERY_VALUE.bad, List.of("tea")))
            .orElseThrow();

    assertThat(found.siblings()).containsOnlyOnce("tea@");
    assertThat(
            firstOf(
                    ResolverLaw.LATTICE,
                    laws(PlantedResolver.KEEPS_THE_OLDEST.bad, PlantedResolver.words()))
                .orElseThrow()
                .siblings()
                .split("@"))
        .hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void the_first_writer_is_not_for_writing_back() {
    assertThat(
            firstOf(
                ResolverLaw.WRITE_BACK, laws(Resolvers::firstWriterWins, PlantedResolver.words())))
        .isPresent();
  }

  @Test
  void one_that_throws_is_reported() {
    Supplier<Resolver<String>> throwing =
        () ->
            Resolvers.reconcile(
                "throwing",
                1,
                (a, b) -> {
                  throw new IllegalStateException("no");
                });

    assertThat(
            firstOf(ResolverLaw.REPETITION, laws(throwing, PlantedResolver.words()))
                .orElseThrow()
                .claim())
        .contains("threw");
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void the_resolvers_of_the_library_keep_the_laws_of_reads(@ForAll long seed) {
    List<Resolver<String>> all =
        List.of(
            Resolvers.keepAll(),
            Resolvers.firstWriterWins(),
            Resolvers.reconcile("concat", 1, (a, b) -> a + "|" + b),
            Resolvers.threeWay("three", 1, (base, a, b) -> base + a + b, (a, b) -> a + "|" + b),
            Resolvers.fallback(
                Resolvers.reconcile(
                    "throws",
                    1,
                    (a, b) -> {
                      throw new IllegalStateException(a + b);
                    }),
                Resolvers.lww()));
    all.forEach(resolver -> expectLaws(resolver, ConflictMode.ON_READ, seed));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void those_that_choose_may_be_written_back(@ForAll long seed) {
    PerField<String> fields = Resolvers.perField("halves", 1);
    PerField.Field<String, String> length =
        fields.field("length", v -> "x".repeat(v.length()), Resolvers.lww());
    List<Resolver<String>> all =
        List.of(
            Resolvers.lww(),
            Resolvers.keepAll(),
            Resolvers.priority("order", 1, List.of("ba", "tea", "")),
            Resolvers.priority("longest", 1, String::length));
    all.forEach(resolver -> expectLaws(resolver, ConflictMode.WRITE_BACK, seed));
    ResolverLaws.of(
            () -> fields.build(of -> of.get(length)),
            Codecs.utf8(),
            random -> "x".repeat(random.below(4)),
            Elsewhere.ALL)
        .in(ConflictMode.WRITE_BACK)
        .check(seed)
        .ifPresent(broken -> fail(broken.toString()));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void the_last_writer_and_a_total_order_may_merge_in_joins(@ForAll long seed) {
    expectLaws(Resolvers.lww(), ConflictMode.LATTICE, seed);
    expectLaws(
        Resolvers.reconcile("greatest", 1, (a, b) -> a.compareTo(b) < 0 ? b : a),
        ConflictMode.LATTICE,
        seed);
  }

  private static void expectLaws(Resolver<String> resolver, ConflictMode mode, long seed) {
    laws(() -> resolver, PlantedResolver.words())
        .in(mode)
        .check(seed)
        .ifPresent(broken -> fail(broken.toString()));
  }
}
