package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;

/** {@link Law#JOIN}. */
record JoinLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int TRIPLES = 30;

  void check() {
    for (int i = 0; i < TRIPLES; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      S z = random.pick(pool);
      check(x, y, z);
    }
  }

  /** The claims about any two. */
  void check(S x, S y) {
    trial.same("join is commutative", List.of(x, y), () -> x.join(y), () -> y.join(x));
  }

  /** The claims about any one. */
  void check(S x) {
    trial.same("join is idempotent", List.of(x), () -> x.join(x), () -> x);
  }

  private void check(S x, S y, S z) {
    check(x);
    check(x, y);
    List<S> two = List.of(x, y);
    byte[] before = x.toBytes();
    byte[] otherBefore = y.toBytes();
    trial.same(
        "join is associative", List.of(x, y, z), () -> x.join(y).join(z), () -> x.join(y.join(z)));
    trial.same("join is inflationary", two, () -> x.join(y).join(x), () -> x.join(y));
    trial.same("bottom is right-neutral", List.of(x), () -> x.join(type.bottom()), () -> x);
    trial.same("bottom is left-neutral", List.of(x), () -> type.bottom().join(x), () -> x);
    trial.holds(
        "a state is bottom exactly when it has bottom's bytes",
        List.of(x),
        () -> x.isBottom() == Trial.sameBytes(x, type.bottom()));
    trial.holds("a join reports no fault in faultless data", two, () -> faults(x, y).isEmpty());
    trial.holds(
        "a join leaves both sides as they were",
        two,
        () -> Arrays.equals(before, x.toBytes()) && Arrays.equals(otherBefore, y.toBytes()));
  }

  private static <S extends Crdt<S>> List<Dot> faults(S x, S y) {
    List<Dot> faults = new ArrayList<>();
    x.join(y, faults::add);
    return faults;
  }
}
