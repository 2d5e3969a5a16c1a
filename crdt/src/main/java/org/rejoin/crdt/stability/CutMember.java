package org.rejoin.crdt.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.ReplicaId;

/**
 * One replica's part in deciding on cuts, as an immutable state without I/O: which cut it has
 * adopted, whom it deals with, what it has answered and confirmed. A durable replica syncs the
 * state that a method returns before it sends anything that follows from it.
 *
 * <p>Rules, with the reasons in {@code docs/protocol.md}: it answers at most one proposal at a time
 * and from then on deals only with ids that it has listed; it confirms what it has answered; a
 * confirmed proposal gives way only to its proposer's next attempt or to the sealing of that
 * proposer; it adopts only what it has confirmed. Misuse (an answer that {@link #mayAnswer}
 * refuses) is {@link IllegalStateException}.
 *
 * @param self this incarnation
 * @param at the last cut adopted
 * @param met ids whose data came in here or went out from here, those that ended left out
 * @param ended ids that are sealed or that this member agreed to seal
 * @param open the proposal answered last, or null if there is none since the last cut
 * @param confirmed the proposals that may be adopted, at most one a proposer
 */
public record CutMember(
    ReplicaId self, CutId at, Ids met, Ids ended, @Nullable Cut open, List<CutId> confirmed) {
  /** Copies the list. */
  public CutMember {
    confirmed = List.copyOf(confirmed);
  }

  /** A replica that starts on its own, before the first cut. */
  public static CutMember founder(ReplicaId self) {
    return new CutMember(self, CutId.START, Ids.none(), Ids.none(), null, List.of());
  }

  /**
   * A replica that was empty and now holds a whole copy of {@code host}'s data: it inherits what
   * the host has answered and confirmed. The host notes it with {@link #meets}. Also what the next
   * start of a node on its undamaged disk begins as.
   */
  public static CutMember copyOf(CutMember host, ReplicaId self) {
    return new CutMember(
        self, host.at, host.met.plus(host.self), host.ended, host.open, host.confirmed);
  }

  /** What to do with data of {@code peer} that was made after cut {@code theirs}. */
  public Dealing dealing(ReplicaId peer, CutId theirs) {
    if (ended.contains(peer)) {
      return Dealing.ENDED;
    }
    boolean listed = open == null || met.contains(peer);
    if (theirs.equals(at)) {
      return listed ? Dealing.JOIN : Dealing.CLOSED;
    }
    if (confirmed.contains(theirs)) {
      return listed ? Dealing.ADOPT : Dealing.CLOSED;
    }
    boolean gaveWay = ended.contains(theirs.proposer());
    if (theirs.number() < at.number() || (theirs.number() == at.number() && gaveWay)) {
      return Dealing.OLDER;
    }
    return gaveWay && !listed && !confirmed.isEmpty() ? Dealing.CLOSED : Dealing.READMIT;
  }

  /** Notes that data is exchanged with {@code peer}, or that it is copied whole by it. */
  public CutMember meets(ReplicaId peer) {
    return met.contains(peer) || peer.equals(self)
        ? this
        : new CutMember(self, at, met.plus(peer), ended, open, confirmed);
  }

  /** The proposer's own part, which deals with all that its proposal requires. */
  public CutMember counting(CutProposer proposal) {
    Ids others = proposal.required().minus(ended).minus(Ids.of(self));
    return new CutMember(self, at, met.plus(others), ended, open, confirmed);
  }

  /** Whether a proposal may be answered. The caller checks that all it names is held here. */
  public boolean mayAnswer(Cut cut) {
    if (!cut.after().equals(at) || ended.contains(cut.id().proposer())) {
      return false;
    }
    if (cut.sealOf(self) != null) {
      return false;
    }
    if (open == null || cut.id().equals(open.id())) {
      return true;
    }
    boolean same = cut.id().proposer().equals(open.id().proposer());
    if (same) {
      return cut.id().withdraws(open.id());
    }
    boolean locked = confirmed.contains(open.id());
    return !locked || cut.sealOf(open.id().proposer()) != null;
  }

  /** After answering {@code cut}: all dealings with the ids that it seals have ended. */
  public CutMember answered(Cut cut) {
    if (!mayAnswer(cut)) {
      throw new IllegalStateException("cut " + cut.id() + " cannot be answered by " + this);
    }
    Ids sealed = cut.sealed();
    CutMember dealing = meets(cut.id().proposer());
    return new CutMember(self, at, dealing.met.minus(sealed), ended.plus(sealed), cut, confirmed);
  }

  /** The answer or confirmation to send for {@code cut}. */
  public Answer answer(CutId cut, SortedMap<ReplicaId, Ceiling> ceilings) {
    return new Answer(cut, self, met, ceilings);
  }

  /**
   * Whether {@code cut} may be confirmed, once an exchange with its proposer has finished that
   * began after all had answered. The caller checks the dots that it names: {@link
   * org.rejoin.crdt.Tombstones#mayForget}.
   */
  public boolean mayConfirm(CutId cut) {
    return open != null && open.id().equals(cut);
  }

  /** After confirming {@code cut}. */
  public CutMember confirmed(CutId cut) {
    if (!mayConfirm(cut)) {
      throw new IllegalStateException("cut " + cut + " cannot be confirmed by " + this);
    }
    List<CutId> all = new ArrayList<>(confirmed);
    all.removeIf(other -> other.proposer().equals(cut.proposer()));
    all.add(cut);
    return new CutMember(self, at, met, ended, open, all);
  }

  /** Whether a decision that {@code from} tells of may be adopted. */
  public boolean mayAdopt(CutId decided, ReplicaId from) {
    return confirmed.contains(decided)
        && (from.equals(self) || dealing(from, decided) == Dealing.ADOPT);
  }

  /** After adopting {@code decided}. The caller has settled its objects and buffers with it. */
  public CutMember adopted(Cut decided) {
    if (!confirmed.contains(decided.id())) {
      throw new IllegalStateException(
          "cut " + decided.id() + " cannot be adopted by " + this + ", which has not confirmed it");
    }
    Ids sealed = decided.sealed();
    return new CutMember(
        self, decided.id(), met.minus(sealed), ended.plus(sealed), null, List.of());
  }
}
