package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The leaves of a causal object, each by the hash that it has in the digest; dead dots are told by
 * the outline, which is the context. From it, the leaves that both hold, and the dots of the others
 * the summary of the peer is made again, and by that what it lacks is told.
 */
public final class CausalParts {
  private static final CausalContext NO_DOTS = CausalContext.empty();

  private CausalParts() {}

  /** All that was seen, and of nothing whether it is alive. */
  public static CausalSummary outline(Causal<?> state) {
    return new CausalSummary(state.context(), NO_DOTS);
  }

  /** Tells the hash of each leaf. */
  public static void forEach(Causal<?> state, HashSuite suite, Consumer<? super Digest128> action) {
    DotStore store = state.store();
    store.forEachDot(dot -> action.accept(CausalDigest.leaf(suite, dot, store)));
  }

  /** The leaves with chosen hashes. */
  public static <D extends DotStore> Causal<D> choose(
      Causal<D> state, HashSuite suite, Predicate<? super Digest128> chosen) {
    DotStore store = state.store();
    List<Dot> dots = new ArrayList<>();
    store.forEachDot(
        dot -> {
          if (chosen.test(CausalDigest.leaf(suite, dot, store))) {
            dots.add(dot);
          }
        });
    return state.part(CausalContext.of(dots));
  }

  /**
   * What a whole state with this outline lacks of {@code here}.
   *
   * @param lacking leaves that it does not hold as they are here
   * @param names the summary of leaves that it holds and {@code here} does not
   */
  public static <D extends DotStore> Causal<D> missing(
      Causal<D> here,
      CausalSummary outline,
      Causal<D> lacking,
      CausalSummary names,
      Sealed sealed) {
    CausalSummary mine = here.summary();
    CausalContext common = mine.live().minus(lacking.context());
    // Nothing is alive that was not seen; else an unseen dot could be told as a dead one.
    CausalContext live = common.union(names.live()).intersection(outline.context());
    DotTally tallies =
        within(mine.tallies(), common.intersection(live)).change(List.of(), names(names, live));
    return CausalSettling.deltaSince(
        here, new CausalSummary(outline.context(), live, tallies), sealed);
  }

  private static DotTally names(CausalSummary names, CausalContext live) {
    return within(names.tallies(), live);
  }

  private static DotTally within(DotTally tallies, CausalContext range) {
    List<Dot> dots = new ArrayList<>();
    tallies.forEachDotIn(range, dots::add);
    return tallies.beyond(Dots.sorted(dots), DotStore.Known.NOTHING);
  }
}
