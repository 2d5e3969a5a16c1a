package org.rejoin.crdt.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.Editable;

/** Runs the law kit over one type; a failure names the seed that repeats it. */
public abstract class LawProperties<S extends Editable<S, E>, E> {
  /** Histories a law, times 20 under {@code -Drejoin.long=true}. */
  protected static final int TRIES = 200;

  private static final int SEEDS_A_TRY = Boolean.getBoolean("rejoin.long") ? 20 : 1;

  protected abstract Subject<S, E> subject();

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
  void digests_follow_the_bytes(@ForAll long seed) {
    check(Law.DIGEST, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void chunks_lose_nothing(@ForAll long seed) {
    check(Law.CHUNKS, seed);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void settling_commutes_with_join(@ForAll long seed) {
    check(Law.SETTLING, seed);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void bytes_and_digests_are_those_of_any_locale_and_zone(@ForAll long seed) {
    List<String> here = history(seed);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertEquals(here, history(seed));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private List<String> history(long seed) {
    History<S, E> history = new History<>(subject(), new SeededRandom(seed), state -> {});
    history.run(IntStream.range(0, 24).boxed().toList());
    return history.pool().stream()
        .map(state -> HexFormat.of().formatHex(state.toBytes()) + state.digest(CheckSuite.ONE))
        .toList();
  }

  private void check(Law law, long seed) {
    Laws<S, E> laws = Laws.of(subject(), CheckSuite.ONE, CheckSuite.TWO);
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      laws.check(law, seed + i).ifPresent(broken -> fail(broken.toString()));
    }
  }
}
