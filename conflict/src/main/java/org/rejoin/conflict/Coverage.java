package org.rejoin.conflict;

import org.rejoin.crdt.Dot;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalContext;
import org.rejoin.crdt.kernel.CausalEdited;
import org.rejoin.crdt.kernel.DotFun;

/** What the tokens of one edit cover beyond what has come here. Not thread-safe. */
final class Coverage {
  private final ReplicaId self;
  private CausalContext known;
  private CausalContext unseen = CausalContext.empty();

  Coverage(ReplicaId self, CausalContext known) {
    this.self = self;
    this.known = known;
  }

  /** All puts that are known here, those covered ahead included. */
  CausalContext known() {
    return known;
  }

  /** A put of this edit. */
  void made(Dot dot) {
    known = known.add(dot);
  }

  /** What of {@code covered} has not come here yet. */
  CausalContext ahead(CausalContext covered) {
    CausalContext ahead = covered.minus(known);
    if (ahead.indexOf(self) >= 0) {
      throw new IllegalArgumentException(
          "the token covers puts that replica " + self + " never made: it is of another object");
    }
    return ahead;
  }

  /** Covers these from now on. */
  void cover(CausalContext ahead) {
    unseen = unseen.union(ahead);
    known = known.union(ahead);
  }

  /** Puts that the tokens cover and that have not come here yet are dead before they come. */
  CausalEdited<DotFun<Version>> applyTo(CausalEdited<DotFun<Version>> edited, SiblingType<?> type) {
    if (unseen.isEmpty()) {
      return edited;
    }
    Causal<DotFun<Version>> dead = Causal.ofDead(type.shape(), unseen);
    return new CausalEdited<>(
        edited.state().join(dead, JoinReport.none()).state(),
        edited.delta().join(dead, JoinReport.none()).state());
  }
}
