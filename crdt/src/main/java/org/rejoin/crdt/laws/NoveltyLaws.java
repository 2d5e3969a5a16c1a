package org.rejoin.crdt.laws;

import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;

/** {@link Law#NOVELTY}. */
record NoveltyLaws<S extends Crdt<S>>(List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int PAIRS = 30;

  void check() {
    for (int i = 0; i < PAIRS; i++) {
      S x = random.pick(pool);
      S d = random.pick(pool);
      trial.holds("a join does not throw", List.of(x, d), () -> checked(x, d));
    }
  }

  private boolean checked(S x, S d) {
    Joined<S> joined = x.join(d, JoinReport.none());
    check(x, d, joined);
    Joined<S> again = joined.state().join(d, JoinReport.none());
    List<S> values = List.of(x, d);
    trial.holds("a repeated join has no novelty", values, () -> again.novelty().isBottom());
    trial.same("a repeated join changes nothing", values, again::state, joined::state);
    return true;
  }

  /** The claims about the join of x with d alone. */
  void check(S x, S d, Joined<S> joined) {
    S novelty = joined.novelty();
    List<S> values = List.of(x, d);
    trial.same("joining the novelty is joining all", values, () -> x.join(novelty), joined::state);
    trial.same("the novelty is part of what came", values, () -> d.join(novelty), () -> d);
    trial.holds(
        "the novelty is bottom exactly when nothing was new",
        values,
        () -> novelty.isBottom() == Trial.sameBytes(x, joined.state()));
    trial.holds(
        "nothing in the novelty was known",
        values,
        () -> novelty.decompose().noneMatch(part -> Trial.sameBytes(x.join(part), x)));
  }
}
