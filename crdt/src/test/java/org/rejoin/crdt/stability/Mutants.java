package org.rejoin.crdt.stability;

import java.util.List;
import org.rejoin.crdt.ReplicaId;

/** Planted mistakes, each next to a rule that the protocol needs. */
final class Mutants {
  private Mutants() {}

  /** A cut is decided as soon as all have answered, and whoever has answered adopts it. */
  static final class OneRound extends Rules {
    @Override
    boolean isDecided(CutProposer proposer) {
      return proposer.isAnswered();
    }

    @Override
    boolean mayAdopt(CutMember member, CutId decided, ReplicaId from) {
      return member.open() != null && member.open().id().equals(decided);
    }

    @Override
    CutMember adopted(CutMember member, Cut decided) {
      return new CutMember(
              member.self(),
              member.at(),
              member.met(),
              member.ended(),
              member.open(),
              List.of(decided.id()))
          .adopted(decided);
    }
  }

  /** A proposal reaches whoever has not been counted. */
  static final class UncountedMember extends Rules {
    @Override
    boolean heardByAll() {
      return true;
    }
  }

  /** A confirmation binds nobody. */
  static final class NoLock extends Rules {
    private static CutMember unlocked(CutMember member) {
      return new CutMember(
          member.self(), member.at(), member.met(), member.ended(), null, member.confirmed());
    }

    @Override
    boolean mayAnswer(CutMember member, Cut cut) {
      return member.mayAnswer(cut)
          || (member.open() != null
              && !member.open().id().proposer().equals(cut.id().proposer())
              && unlocked(member).mayAnswer(cut));
    }

    @Override
    CutMember answered(CutMember member, Cut cut) {
      return member.mayAnswer(cut) ? member.answered(cut) : unlocked(member).answered(cut);
    }
  }

  /** Decisions are heard from ids that this member agreed to seal. */
  static final class HearsTheSealed extends Rules {
    @Override
    boolean mayAdopt(CutMember member, CutId decided, ReplicaId from) {
      return member.confirmed().contains(decided);
    }
  }

  /** A tombstone is dropped where it stands alone; other numbers stay. */
  static final class ForgottenEpoch extends Rules {
    @Override
    Data subtract(Data data, int stable) {
      boolean tombstone = data.epoch() == stable && data.live() == 0;
      return tombstone ? super.subtract(data, stable) : data;
    }
  }

  /** Answers and confirmations go without an exchange. */
  static final class NoSweeps extends Rules {
    @Override
    boolean sweeps() {
      return false;
    }
  }

  /** Removes go although an add that did not see them is still there. */
  static final class RemovesDropped extends Rules {
    @Override
    boolean isStable(int named, int live, int removes) {
      return true;
    }
  }

  /** Newcomers are dealt with at any time. */
  static final class LateNewcomer extends Rules {
    @Override
    Dealing dealing(CutMember member, ReplicaId peer, CutId theirs) {
      Dealing dealing = member.dealing(peer, theirs);
      return dealing == Dealing.CLOSED ? member.meets(peer).dealing(peer, theirs) : dealing;
    }
  }

  /** A cut is known by its number. */
  static final class NumberAlone extends Rules {
    @Override
    Dealing dealing(CutMember member, ReplicaId peer, CutId theirs) {
      Dealing dealing = member.dealing(peer, theirs);
      boolean fork = dealing == Dealing.READMIT || dealing == Dealing.OLDER;
      return fork && theirs.number() == member.at().number() ? Dealing.JOIN : dealing;
    }
  }

  /** An empty replica joins as if it had held all that was sealed. */
  static final class EmptyIsWhole extends Rules {
    @Override
    boolean copiesFirst() {
      return false;
    }
  }

  /** A dot of a sealed id that one side lacks is not taken for removed. */
  static final class RemoveForgotten extends Rules {
    @Override
    int implied(int sealedDots) {
      return 0;
    }
  }

  /** Buffered deltas lose the sealed dots that they remove. */
  static final class BufferSettled extends Rules {
    @Override
    int kept(int removedSealedDots) {
      return 0;
    }
  }

  /** Any copy of an archive is replayed. */
  static final class ReplayedTwice extends Rules {
    @Override
    boolean replays(Seal seal, ReplicaId heir, int number) {
      return number > seal.ceiling().of(0);
    }
  }
}
