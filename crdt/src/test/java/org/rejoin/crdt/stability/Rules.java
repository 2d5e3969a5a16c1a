package org.rejoin.crdt.stability;

import org.rejoin.crdt.ReplicaId;

/** The decisions that a planted mistake may take otherwise; here they are the real ones. */
class Rules {
  /** What {@code member} does with data of {@code peer} made after {@code theirs}. */
  Dealing dealing(CutMember member, ReplicaId peer, CutId theirs) {
    return member.dealing(peer, theirs);
  }

  boolean mayAnswer(CutMember member, Cut cut) {
    return member.mayAnswer(cut);
  }

  CutMember answered(CutMember member, Cut cut) {
    return member.answered(cut);
  }

  /** Whether proposals and calls reach ids that the proposer has not heard of. */
  boolean heardByAll() {
    return false;
  }

  boolean mayAdopt(CutMember member, CutId decided, ReplicaId from) {
    return member.mayAdopt(decided, from);
  }

  CutMember adopted(CutMember member, Cut decided) {
    return member.adopted(decided);
  }

  boolean isDecided(CutProposer proposer) {
    return proposer.isDecided();
  }

  /** Whether answers bring the proposer's data up, and confirmations the member's. */
  boolean sweeps() {
    return true;
  }

  /** Whether the dots that a cut names may go, as far as a member with {@code live} sees it. */
  boolean isStable(int named, int live, int removes) {
    return (live & named) == 0 || ((live & ~named) == 0 && (live & removes) != 0);
  }

  /** An object with delete epoch {@code stable} subtracted. */
  Data subtract(Data data, int stable) {
    return data.epoch() >= stable
        ? data.with(data.seen(), data.epoch() - stable, data.context(), data.live(), data.cells())
        : data.with(data.seen(), 0, 0, 0, data.cells());
  }

  /** The dots that a whole replica has seen although its context does not say so. */
  int implied(int sealedDots) {
    return sealedDots;
  }

  /** The dots of sealed ids that a buffered delta goes on to remove. */
  int kept(int removedSealedDots) {
    return removedSealedDots;
  }

  /** Whether an empty replica copies a peer before it counts as whole. */
  boolean copiesFirst() {
    return true;
  }

  boolean replays(Seal seal, ReplicaId heir, int number) {
    return seal.replays(heir, 0, number);
  }
}
