package org.rejoin.conflict;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.CheckSuite;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.Subject;

/**
 * The law kit over registers that merge in joins, but for decomposition: a merged value cannot be
 * taken apart.
 */
class LatticeRegisterProperties {
  private static final int TRIES = 60;
  private static final int SEEDS_A_TRY = Boolean.getBoolean("rejoin.long") ? 20 : 1;
  private static final List<String> VALUES = List.of("", "a", "b", "ab", "c");

  static final Resolver<String> UNION =
      Resolvers.reconcile(
          "union",
          1,
          (a, b) ->
              (a + b)
                  .chars().boxed().collect(Collectors.toCollection(TreeSet::new)).stream()
                      .map(Character::toString)
                      .collect(Collectors.joining()));

  static Laws<LatticeRegister<String>, LatticeRegister.Editor<String>> laws(
      Resolver<String> resolver) {
    return Laws.of(
        new Subject<>(
            "LatticeRegister " + resolver.name(),
            LatticeRegister.type(Codecs.utf8(), resolver),
            (editor, seen, random) -> {
              for (int i = random.below(3); i > 0; i--) {
                editor.put(random.pick(VALUES));
              }
            }),
        CheckSuite.ONE,
        CheckSuite.TWO);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void a_union_keeps_the_laws(@ForAll long seed) {
    check(UNION, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void the_last_writer_keeps_the_laws(@ForAll long seed) {
    check(Resolvers.lww(), seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void so_does_one_that_merges_nothing(@ForAll long seed) {
    check(Resolvers.keepAll(), seed);
  }

  private void check(Resolver<String> resolver, long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      for (Law law : Law.values()) {
        if (law != Law.DECOMPOSITION && laws(resolver).checks(law)) {
          laws(resolver).check(law, seed + i).ifPresent(broken -> fail(broken.toString()));
        }
      }
    }
  }
}
