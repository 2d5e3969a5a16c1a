package org.rejoin.crdt.laws;

import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.codec.HashSuite;

/** {@link Law#DIGEST}. Some states of the pool were asked for digests when they were new. */
record DigestLaws<S extends Crdt<S>>(
    CrdtType<S> type,
    HashSuite suite,
    HashSuite otherSuite,
    List<S> pool,
    SeededRandom random,
    Trial<S> trial) {
  private static final int PAIRS = 25;

  void check() {
    for (S x : pool) {
      List<S> value = List.of(x);
      trial.holds("the digest is that of the bytes", value, () -> isThatOfBytes(x, suite));
      trial.holds("nor is another suite's stale", value, () -> isThatOfBytes(x, otherSuite));
      trial.holds("nor is the first suite's after it", value, () -> isThatOfBytes(x, suite));
      trial.holds(
          "another secret gives another digest",
          value,
          () -> x.isBottom() || !x.digest(suite).equals(x.digest(otherSuite)));
    }
    for (int i = 0; i < PAIRS; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      trial.holds(
          "digests are equal exactly when the bytes are",
          List.of(x, y),
          () -> x.digest(suite).equals(y.digest(suite)) == Trial.sameBytes(x, y));
      trial.holds(
          "the digest of a join is that of its bytes",
          List.of(x, y),
          () -> isThatOfBytes(x.join(y), suite));
    }
  }

  private boolean isThatOfBytes(S x, HashSuite with) {
    return x.digest(with).equals(type.read(x.toBytes()).digest(with));
  }
}
