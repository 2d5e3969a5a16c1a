package org.rejoin.crdt.stability;

import java.util.List;

/** Bounds of one exploration. All that may happen beside them is off until it is named. */
final class Scope {
  private final List<Op.Kind> kinds;
  private final int operations;
  private final int members;
  private boolean removeWins;
  private boolean deltas;
  private boolean allPropose;
  private int cuts = 1;
  private int attempts = 1;
  private int restarts;
  private int absent;
  private int copies;
  private int founders;
  private int restores;
  private int readmissions;

  private Scope(List<Op.Kind> kinds, int operations, int members) {
    this.kinds = kinds;
    this.operations = operations;
    this.members = members;
  }

  /** {@code members} ids found the store; users make {@code operations} of these kinds. */
  static Scope of(int members, int operations, Op.Kind... kinds) {
    return new Scope(List.of(kinds), operations, members);
  }

  /** The element is a remove-wins one. */
  Scope removeWins() {
    removeWins = true;
    return this;
  }

  /** Updates travel by themselves, besides by comparison. */
  Scope deltas() {
    deltas = true;
    return this;
  }

  /** The highest cut number, and how often a proposer tries one. */
  Scope cuts(int numbers, int attemptsEach) {
    cuts = numbers;
    attempts = attemptsEach;
    return this;
  }

  /** Not only the lowest id proposes, but any. */
  Scope proposedByAll() {
    allPropose = true;
    return this;
  }

  /** So many incarnations crash, and start again on their disk. */
  Scope restarts(int count) {
    restarts = count;
    return this;
  }

  /** So many are retired although they are alive; each may come back and be readmitted. */
  Scope absent(int count) {
    absent = count;
    readmissions += count;
    return this;
  }

  /** So many ids join empty. */
  Scope copies(int count) {
    copies = count;
    return this;
  }

  /** So many ids join with writes of their own; each may have to be readmitted. */
  Scope founders(int count) {
    founders = count;
    readmissions += count;
    return this;
  }

  /** A backup is restored so often. */
  Scope restores(int count) {
    restores = count;
    return this;
  }

  List<Op.Kind> kinds() {
    return kinds;
  }

  boolean isRemoveWins() {
    return removeWins;
  }

  boolean hasDeltas() {
    return deltas;
  }

  boolean allPropose() {
    return allPropose;
  }

  int operations() {
    return operations;
  }

  int members() {
    return members;
  }

  int cuts() {
    return cuts;
  }

  int attempts() {
    return attempts;
  }

  int restarts() {
    return restarts;
  }

  int absent() {
    return absent;
  }

  int copies() {
    return copies;
  }

  int founders() {
    return founders;
  }

  int restores() {
    return restores;
  }

  /** How many ids there may ever be. */
  int ids() {
    return Math.min(8, members + restarts + copies + founders + readmissions + restores);
  }

  @Override
  public String toString() {
    return String.format(
        "%d members, %d of %s%s%s%s, %d cuts, %d attempts, %d restarts, %d absent, %d copies,"
            + " %d founders, %d restores",
        members,
        operations,
        kinds,
        removeWins ? " (remove wins)" : "",
        deltas ? " with deltas" : "",
        allPropose ? " proposed by all" : "",
        cuts,
        attempts,
        restarts,
        absent,
        copies,
        founders,
        restores);
  }
}
