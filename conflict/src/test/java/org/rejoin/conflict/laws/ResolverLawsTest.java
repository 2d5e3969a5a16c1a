package org.rejoin.conflict.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.Sibling;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.codec.Codecs;

class ResolverLawsTest {
  private static final List<String> VALUES = List.of("", "i", "I", "tea", "TEA", "\u0131");
  private static final List<Environment> ELSEWHERE =
      List.of(ResolverLawsTest::otherThread, ResolverLawsTest::inTurkish);

  private static void otherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inTurkish(Runnable work) {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      work.run();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static ResolverLaws<String> laws(Supplier<Resolver<String>> resolver) {
    return ResolverLaws.of(resolver, Codecs.utf8(), random -> random.pick(VALUES), ELSEWHERE);
  }

  private static Optional<ResolverCounterexample> firstOf(
      ResolverLaw law, Supplier<Resolver<String>> resolver) {
    for (int seed = 1; seed <= 200; seed++) {
      Optional<ResolverCounterexample> broken = laws(resolver).check(law, seed);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void the_resolvers_of_the_library_keep_every_law(@ForAll long seed) {
    List<Resolver<String>> all =
        List.of(
            Resolvers.lww(),
            Resolvers.keepAll(),
            Resolvers.firstWriterWins(),
            Resolvers.reconcile("concat", 1, (a, b) -> a + "|" + b),
            Resolvers.fallback(
                Resolvers.reconcile(
                    "throws",
                    1,
                    (a, b) -> {
                      throw new IllegalStateException(a + b);
                    }),
                Resolvers.lww()));
    for (Resolver<String> resolver : all) {
      laws(() -> resolver).check(seed).ifPresent(broken -> fail(broken.toString()));
    }
  }

  @Test
  void one_that_prefers_what_it_met_first_breaks_order() {
    assertThat(firstOf(ResolverLaw.ORDER, ResolverLawsTest::firstMet)).isPresent();
  }

  private static Resolver<String> firstMet() {
    List<Sibling<String>> met = new ArrayList<>();
    return planted(
        siblings -> {
          for (Sibling<String> sibling : siblings) {
            if (!met.contains(sibling)) {
              met.add(sibling);
            }
          }
          return met.stream().filter(siblings.all()::contains).findFirst().get().value();
        });
  }

  @Test
  void one_that_counts_its_calls_breaks_repetition() {
    int[] calls = {0};
    Resolver<String> planted =
        planted(siblings -> siblings.all().get(calls[0]++ % siblings.size()).value());

    assertThat(firstOf(ResolverLaw.REPETITION, () -> planted)).isPresent();
  }

  @Test
  void one_that_folds_case_by_the_default_locale_breaks_purity() {
    Resolver<String> planted = planted(siblings -> siblings.first().value().toUpperCase());
    Resolver<String> twin = planted(siblings -> siblings.first().value().toUpperCase(Locale.ROOT));

    assertThat(firstOf(ResolverLaw.PURITY, () -> planted)).isPresent();
    assertThat(firstOf(ResolverLaw.PURITY, () -> twin)).isEmpty();
  }

  @Test
  void one_that_looks_at_its_thread_breaks_purity() {
    Resolver<String> planted =
        planted(siblings -> siblings.first().value() + Thread.currentThread().getId());

    assertThat(firstOf(ResolverLaw.PURITY, () -> planted)).isPresent();
  }

  @Test
  void one_that_marks_every_value_breaks_singleton() {
    Resolver<String> planted = planted(siblings -> siblings.last().value() + " (merged)");

    ResolverCounterexample found = firstOf(ResolverLaw.SINGLETON, () -> planted).orElseThrow();

    assertThat(found.toString()).contains("SINGLETON").contains("seed " + found.seed());
  }

  @Test
  void one_that_throws_is_reported() {
    Resolver<String> planted =
        planted(
            siblings -> {
              throw new IllegalStateException("no");
            });

    assertThat(firstOf(ResolverLaw.REPETITION, () -> planted).orElseThrow().claim())
        .contains("threw");
  }

  private static Resolver<String> planted(Function<Siblings<String>, String> rule) {
    return new Resolver<>() {
      @Override
      public String name() {
        return "planted";
      }

      @Override
      public int version() {
        return 1;
      }

      @Override
      public Resolution<String> resolve(Siblings<String> siblings) {
        return Resolution.value(rule.apply(siblings));
      }
    };
  }
}
