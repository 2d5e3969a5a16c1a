package org.rejoin.crdt.stability;

import java.util.List;

/** Says when a world breaks a promise. */
final class Judge {
  enum Promise {
    NO_RESURRECTION,
    NO_LOST_WRITE,
    NO_DOUBLE_COUNT,
    EQUAL_AT_SAME_CUT,
    ONLY_SAME_CUT_JOINS,
    NO_FORK
  }

  /** A broken promise. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    final Promise promise;

    Broken(Promise promise, String detail) {
      super(promise + ": " + detail, null, false, false);
      this.promise = promise;
    }
  }

  private final Scope scope;

  Judge(Scope scope) {
    this.scope = scope;
  }

  static void expectSameCut(CutMember here, CutId theirs) {
    if (!here.at().equals(theirs)) {
      throw new Broken(
          Promise.ONLY_SAME_CUT_JOINS, here.self() + " at " + here.at() + " joins " + theirs);
    }
  }

  /** Throws if a promise is broken in {@code world}. */
  void judge(World world) {
    for (int i = 0; i < world.nodes.size(); i++) {
      if (world.node(i).alive()) {
        judge(world, i, world.node(i).data());
        for (int j = 0; j < i; j++) {
          compare(world, i, j);
          expectNoFork(world, i, j);
        }
      }
    }
  }

  private void judge(World world, int i, Data data) {
    int live = data.live();
    if (scope.isRemoveWins()) {
      judge(i, live, isIn(world, data.seen()), live != 0 && (live & removes(world)) == 0);
    } else {
      int expected = alive(world, data);
      if ((live & ~expected) != 0) {
        throw new Broken(Promise.NO_RESURRECTION, i + " shows " + live + ", not " + expected);
      }
      if (live != expected) {
        throw new Broken(Promise.NO_LOST_WRITE, i + " shows " + live + ", not " + expected);
      }
    }
    int users = 0;
    for (int k = 0; k < world.ops.size(); k++) {
      Op op = world.ops.get(k);
      if ((data.seen() >>> k & 1) == 1 && op.kind() == Op.Kind.INCREMENT) {
        users |= 1 << op.user();
      }
    }
    int expected = Integer.bitCount(users);
    if (data.value() > expected) {
      throw new Broken(
          Promise.NO_DOUBLE_COUNT, i + " counts " + data.value() + ", not " + expected);
    }
    if (data.value() < expected) {
      throw new Broken(Promise.NO_LOST_WRITE, i + " counts " + data.value() + ", not " + expected);
    }
  }

  private static void judge(int i, int live, boolean expected, boolean shown) {
    if (shown != expected) {
      throw new Broken(
          shown ? Promise.NO_RESURRECTION : Promise.NO_LOST_WRITE,
          i + " shows " + shown + " by " + live + ", not " + expected);
    }
  }

  private static int removes(World world) {
    return world.ops(Op.Kind.REMOVE);
  }

  /** Remove wins: there are operations that no other has replaced, and all are adds. */
  private static boolean isIn(World world, int seen) {
    int open = seen & ~replaced(world, seen, false);
    return open != 0 && (open & removes(world)) == 0;
  }

  /** Add wins, within the highest delete epoch. */
  private static int alive(World world, Data data) {
    int highest = highest(world.ops, data);
    int alive = 0;
    for (int k = 0; k < world.ops.size(); k++) {
      Op op = world.ops.get(k);
      if (op.kind() == Op.Kind.ADD && op.epoch() == highest) {
        alive |= 1 << k & data.seen();
      }
    }
    return alive & ~replaced(world, data.seen(), true);
  }

  /** The delete epoch that was reached, counted from the start of the store. */
  static int highest(List<Op> ops, Data data) {
    int highest = data.floor();
    for (int k = 0; k < ops.size(); k++) {
      if ((data.seen() >>> k & 1) == 1) {
        highest = Math.max(highest, ops.get(k).epoch());
      }
    }
    return highest;
  }

  private static int replaced(World world, int seen, boolean byRemoves) {
    int replaced = 0;
    for (int k = 0; k < world.ops.size(); k++) {
      Op op = world.ops.get(k);
      if ((seen >>> k & 1) == 1 && (!byRemoves || op.kind() == Op.Kind.REMOVE)) {
        replaced |= op.saw();
      }
    }
    return replaced;
  }

  /** Two that agreed to a cut, neither retired, do not end up at different cuts of its number. */
  private static void expectNoFork(World world, int i, int j) {
    CutId a = world.node(i).member().at();
    CutId b = world.node(j).member().at();
    int both = 1 << i | 1 << j;
    boolean alive = world.node(i).alive() && world.node(j).alive();
    if (alive && a.number() == b.number() && !a.equals(b) && (world.retired & both) == 0) {
      for (World.Told told : world.told) {
        CutId cut = told.cut().id();
        if ((cut.equals(a) || cut.equals(b)) && (told.agreed() & both) == both) {
          throw new Broken(Promise.NO_FORK, i + " at " + a + " and " + j + " at " + b);
        }
      }
    }
  }

  private static void compare(World world, int i, int j) {
    Node a = world.node(i);
    Node b = world.node(j);
    boolean dealing = a.member().at().equals(b.member().at());
    if (a.alive()
        && b.alive()
        && dealing
        && a.data().seen() == b.data().seen()
        && !a.data().equals(b.data())) {
      throw new Broken(
          Promise.EQUAL_AT_SAME_CUT, i + " " + a.data() + " and " + j + " " + b.data());
    }
  }
}
