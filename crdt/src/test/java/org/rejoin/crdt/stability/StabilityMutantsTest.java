package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rejoin.crdt.stability.Judge.Promise;
import org.rejoin.crdt.stability.Op.Kind;

/**
 * Each rule of the protocol is needed: the model finds the promise that breaks without it, and none
 * with it in the same scope.
 */
class StabilityMutantsTest {
  private static final int MOST = 300_000;

  @Test
  void oneRound_resurrects() {
    Scope scope = Scope.of(3, 2, Kind.ADD, Kind.REMOVE).removeWins();
    expect(scope, new Mutants.OneRound(), Promise.NO_RESURRECTION);
  }

  @Test
  void forgottenDeleteEpoch_losesWrites() {
    Scope scope = Scope.of(2, 3, Kind.ADD, Kind.DELETE);
    expect(scope, new Mutants.ForgottenEpoch(), Promise.NO_LOST_WRITE);
  }

  @Test
  void sealingWithoutExchanges_losesWrites() {
    Scope scope = Scope.of(3, 1, Kind.ADD).restarts(1);
    expect(scope, new Mutants.NoSweeps(), Promise.NO_LOST_WRITE);
  }

  @Test
  void removesDroppedBesideAConcurrentAdd_resurrect() {
    Scope scope = Scope.of(3, 2, Kind.ADD, Kind.REMOVE).removeWins();
    expect(scope, new Mutants.RemovesDropped(), Promise.NO_RESURRECTION);
  }

  @Test
  void newcomerMetAfterAnswering_resurrects() {
    Scope scope = Scope.of(2, 2, Kind.ADD, Kind.REMOVE).removeWins().founders(1);
    expect(scope, new Mutants.LateNewcomer(), Promise.NO_RESURRECTION);
  }

  @Test
  void cutsComparedByNumber_joinAcrossCuts() {
    Scope scope = Scope.of(2, 1, Kind.ADD, Kind.DELETE).restarts(1);
    expect(scope, new Mutants.NumberAlone(), Promise.ONLY_SAME_CUT_JOINS);
  }

  @Test
  void emptyReplicaTakenForWhole_losesWrites() {
    Scope scope = Scope.of(2, 1, Kind.ADD).restarts(1).copies(1);
    expect(scope, new Mutants.EmptyIsWhole(), Promise.NO_LOST_WRITE);
  }

  @Test
  void removeAfterTheSweepsForgotten_resurrects() {
    Scope scope = Scope.of(2, 2, Kind.ADD, Kind.REMOVE).restarts(1);
    expect(scope, new Mutants.RemoveForgotten(), Promise.NO_RESURRECTION);
  }

  @Test
  void buffersSettledOfRemovedDots_resurrect() {
    Scope scope = Scope.of(2, 2, Kind.ADD, Kind.REMOVE).restarts(1).deltas();
    expect(scope, new Mutants.BufferSettled(), Promise.NO_RESURRECTION);
  }

  @Test
  void restoredCopyReplaysItsArchiveTwice_countsTwice() {
    Scope scope = Scope.of(2, 1, Kind.INCREMENT).absent(1).restores(1);
    expect(scope, new Mutants.ReplayedTwice(), Promise.NO_DOUBLE_COUNT);
  }

  @Test
  void memberNotCounted_losesWrites() {
    Scope scope = Scope.of(2, 1, Kind.ADD).restarts(1);
    expect(scope, new Mutants.UncountedMember(), Promise.NO_LOST_WRITE);
  }

  @Test
  void confirmationThatBindsNobody_forks() {
    Scope scope = Scope.of(3, 1, Kind.DELETE).proposedByAll();
    expect(scope, new Mutants.NoLock(), Promise.NO_FORK);
  }

  @Test
  void decisionHeardFromTheSealed_forks() {
    Scope scope = Scope.of(3, 1, Kind.DELETE).absent(1);
    expect(scope, new Mutants.HearsTheSealed(), Promise.NO_FORK);
  }

  private static void expect(Scope scope, Rules mutant, Promise broken) {
    Explorer.Found found = new Explorer(scope, mutant, MOST).run();
    assertThat(found.broken()).as(found.story()).contains(broken);
    Explorer.Found clean = new Explorer(scope, new Rules(), MOST).run();
    assertThat(clean.broken()).as(clean.story()).isEmpty();
    assertThat(clean.all()).as("%d worlds", clean.worlds()).isTrue();
  }
}
