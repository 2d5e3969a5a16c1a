package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;

/**
 * What stability cuts change about causal objects. A whole state keeps of a sealed id its live dots
 * only. So before whole states are joined or compared, each is made to say what it has seen of the
 * sealed ids, namely everything; afterwards that is forgotten again. Only ids that one of the two
 * still names matter, few of all that were ever sealed.
 */
public final class CausalSettling {
  private CausalSettling() {}

  /** {@code state} at a stability cut; see {@link org.rejoin.crdt.Crdt#settle}. */
  public static <D extends DotStore> Causal<D> settle(Causal<D> state, Settlement settlement) {
    List<Dot> gone = alive(state.store(), settlement.dots());
    Causal<D> after = state.withoutLeaves(gone);
    return settlement.whole()
        ? forget(after, everythingOf(settlement.sealed(), after.context(), after.context()))
        : after;
  }

  /** The join with the state of a replica at the same cut; see {@code Crdt.join}. */
  public static <D extends DotStore> CausalJoined<D> join(
      Causal<D> here, Causal<D> there, Sealed sealed, boolean whole, JoinReport report) {
    CausalContext everything = everythingOf(sealed, here.context(), there.context());
    if (everything.isEmpty()) {
      return here.join(there, report);
    }
    CausalContext theirs = whole ? there.context().union(everything) : there.context();
    CausalJoined<D> joined =
        here.withContext(here.context().union(everything)).join(there.withContext(theirs), report);
    return joined.novelty().isBottom()
        ? new CausalJoined<>(here, joined.novelty())
        : new CausalJoined<>(forget(joined.state(), everything), joined.novelty());
  }

  /** What a whole state with summary {@code peer} lacks of the whole {@code here}. */
  public static <D extends DotStore> Causal<D> deltaSince(
      Causal<D> here, CausalSummary peer, Sealed sealed) {
    CausalContext everything = everythingOf(sealed, here.context(), peer.context());
    return everything.isEmpty()
        ? here.deltaSince(peer)
        : here.withContext(here.context().union(everything))
            .deltaSince(
                new CausalSummary(peer.context().union(everything), peer.live(), peer.tallies()));
  }

  private static List<Dot> alive(DotStore store, List<Dot> dots) {
    return dots.stream().filter(store::contains).toList();
  }

  /** All dots there can be of those sealed ids that {@code a} or {@code b} names. */
  private static CausalContext everythingOf(Sealed sealed, CausalContext a, CausalContext b) {
    ContextBuilder all = CausalContext.builder();
    for (CausalContext context : List.of(a, b)) {
      for (ReplicaId id : context.ids()) {
        if (sealed.contains(id)) {
          all.addRun(id, 1, CausalContext.MAX_COUNTER);
        }
      }
    }
    return all.build();
  }

  /**
   * The state with the live dots of {@code everything} as all it has seen of it. Tallies of which
   * all is undone are dropped: nobody counts there any more, so they stay undone.
   */
  private static <D extends DotStore> Causal<D> forget(Causal<D> state, CausalContext everything) {
    if (everything.isEmpty()) {
      return state;
    }
    List<Dot> alive = new ArrayList<>();
    List<Dot> undone = new ArrayList<>();
    D store = state.store();
    boolean counts = store.holdsTallies();
    store.forEachDotIn(
        everything,
        dot -> {
          Tally tally = counts ? store.tally(dot) : null;
          (tally == null || tally.showsContent() ? alive : undone).add(dot);
        });
    return state
        .withoutLeaves(Dots.sorted(undone))
        .withContext(state.context().minus(everything).union(CausalContext.of(Dots.sorted(alive))));
  }
}
