package org.rejoin.conflict;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.CheckSuite;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/** The law kit over the sibling register, and its executable specification. */
class SiblingRegisterProperties {
  private static final int TRIES = 200;
  private static final int SEEDS_A_TRY = Boolean.getBoolean("rejoin.long") ? 20 : 1;
  private static final List<String> VALUES = List.of("", "tea", "milk", "\u00e9");

  final Laws<SiblingRegister<String>, SiblingRegister.Editor<String>> laws =
      Laws.of(
          new Subject<>(
              "SiblingRegister",
              SiblingRegister.type(Codecs.utf8()),
              SiblingRegisterProperties::change),
          CheckSuite.ONE,
          CheckSuite.TWO);

  private static void change(
      SiblingRegister.Editor<String> editor, SiblingRegister<String> seen, SeededRandom random) {
    for (int i = random.below(3); i > 0; i--) {
      switch (random.below(6)) {
        case 0 -> editor.put(random.pick(VALUES));
        case 1 -> editor.put(random.pick(VALUES), editor.put(random.pick(VALUES), seen.token()));
        case 2 -> editor.put(random.pick(VALUES), Token.empty());
        case 3 -> editor.put(random.pick(VALUES), seen.token());
        case 4 -> editor.remove(random.chance(50) ? seen.token() : editor.token());
        default -> editor.clear();
      }
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void join_is_a_least_upper_bound(@ForAll long seed) {
    check(Law.JOIN, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void deltas_carry_an_edit_in_any_order(@ForAll long seed) {
    check(Law.DELTAS, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void novelty_is_exactly_what_was_new(@ForAll long seed) {
    check(Law.NOVELTY, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void decompose_is_irredundant(@ForAll long seed) {
    check(Law.DECOMPOSITION, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void summaries_tell_what_a_peer_lacks(@ForAll long seed) {
    check(Law.SUMMARY, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void parts_tell_what_a_peer_lacks(@ForAll long seed) {
    check(Law.PARTS, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void bytes_are_canonical(@ForAll long seed) {
    check(Law.CODEC, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void settling_commutes_with_join(@ForAll long seed) {
    check(Law.SETTLING, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void digests_follow_the_bytes(@ForAll long seed) {
    check(Law.DIGEST, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void chunks_lose_nothing(@ForAll long seed) {
    check(Law.CHUNKS, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void the_siblings_are_those_of_the_model(@ForAll long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      new SiblingSpec(seed + i).run();
    }
  }

  private void check(Law law, long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      laws.check(law, seed + i).ifPresent(broken -> fail(broken.toString()));
    }
  }
}
