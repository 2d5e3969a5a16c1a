package org.rejoin.conflict.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.crdt.codec.Codecs;

/** The example of the guide. */
class CheckYourOwnResolverTest {
  private static final List<Environment> ELSEWHERE = Elsewhere.ALL;

  // region check
  static final Resolver<String> LONGEST =
      Resolvers.reconcile("longest", 1, (a, b) -> b.length() >= a.length() ? b : a);

  static Optional<ResolverCounterexample> check(Resolver<String> resolver) {
    List<String> notes = List.of("", "tea", "TEA", "milk", "\u0131");
    return ResolverLaws.of(() -> resolver, Codecs.utf8(), random -> random.pick(notes), ELSEWHERE)
        .in(ConflictMode.WRITE_BACK)
        .checkSeeds(1, 500);
  }

  // endregion check

  @Test
  void the_longest_note_keeps_the_laws() {
    assertThat(check(LONGEST)).isEmpty();
  }

  @Test
  void one_that_prefers_the_earlier_of_two_equally_long_notes_breaks_write_back() {
    Resolver<String> earlier =
        Resolvers.reconcile("longest", 1, (a, b) -> b.length() > a.length() ? b : a);

    assertThat(check(earlier).orElseThrow().law()).isEqualTo(ResolverLaw.WRITE_BACK);
  }
}
