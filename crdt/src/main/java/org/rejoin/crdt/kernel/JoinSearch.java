package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.JoinReport;

/**
 * Finds what a join changes among the dots that both sides have seen. Lives for one join; the lists
 * it finds are its caller's.
 */
final class JoinSearch implements DotStore.Comparison {
  /** For so many dots each is looked up by itself; for more, both stores are walked. */
  private static final int FEW = 256;

  private final DotStore here;
  private final DotStore there;
  private final JoinReport report;
  private final List<Dot> gone = new ArrayList<>();
  private final List<Dot> fresh = new ArrayList<>();
  private final List<Dot> raised = new ArrayList<>();
  private CausalContext shared = CausalContext.empty();

  JoinSearch(DotStore here, DotStore there, JoinReport report) {
    this.here = here;
    this.there = there;
    this.report = report;
  }

  /** Looks at the dots of {@code seen}, all of which both sides know. */
  void lookAt(CausalContext seen) {
    shared = seen;
    if (seen.size() <= FEW) {
      seen.forEachRun(
          (id, low, high) -> {
            for (long counter = low; counter <= high; counter++) {
              look(new Dot(id, counter));
            }
          });
    } else {
      here.compare(there, this);
    }
  }

  private void look(Dot dot) {
    if (here.contains(dot)) {
      if (there.contains(dot)) {
        both(dot);
      } else {
        gone.add(dot);
      }
    }
  }

  @Override
  public void onlyHere(Dot dot) {
    if (shared.contains(dot)) {
      gone.add(dot);
    }
  }

  @Override
  public void both(Dot dot) {
    int order = here.compareLeaf(dot, there);
    if (order == 0) {
      Tally mine = here.tally(dot);
      Tally theirs = there.tally(dot);
      if (mine != null && theirs != null && !mine.covers(theirs)) {
        raised.add(dot);
        fresh.add(dot);
      }
      return;
    }
    report.doubleSpentDot(dot);
    if (order < 0) {
      gone.add(dot);
      fresh.add(dot);
    }
  }

  /** Whether nothing was found that the join would change. */
  boolean nothing() {
    return gone.isEmpty() && fresh.isEmpty();
  }

  /** Dots whose leaves here go. */
  List<Dot> gone() {
    return gone;
  }

  /** Dots whose leaves there come, all or in part. */
  List<Dot> fresh() {
    return fresh;
  }

  /** Ascending: those of {@link #fresh} that are tallies here, too. */
  List<Dot> raised() {
    return Dots.sorted(raised);
  }

  /** What is known here of the tallies that were raised there. */
  DotStore.Known known() {
    return raised.isEmpty()
        ? DotStore.Known.NOTHING
        : dot -> Dots.contains(raised, dot) ? here.tally(dot) : null;
  }
}
