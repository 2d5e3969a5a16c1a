package org.rejoin.crdt.laws;

import java.util.Arrays;
import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;

/** {@link Law#SUMMARY}. */
record SummaryLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int PAIRS = 30;
  private static final int MANGLED = 4;

  void check() {
    for (int i = 0; i < PAIRS; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      trial.holds("deltaSince does not throw", List.of(x, y), () -> checked(x, y));
    }
  }

  private boolean checked(S x, S y) {
    check(x, y, x.join(y));
    checkBytes(x, y);
    return true;
  }

  /** The claims about what x lacks of y, but for those about bytes. */
  void check(S x, S y, S joined) {
    List<S> values = List.of(x, y);
    Summary seen = x.summary();
    S lacking = y.deltaSince(seen);
    boolean covered = Trial.sameBytes(joined, x);
    trial.same("x join y.deltaSince(x) is x join y", values, () -> x.join(lacking), () -> joined);
    trial.same("what is sent is part of the sender", values, () -> y.join(lacking), () -> y);
    trial.holds(
        "nothing is sent exactly when y is covered", values, () -> lacking.isBottom() == covered);
    trial.holds(
        "a summary covers another exactly when the state does",
        values,
        () -> seen.covers(y.summary()) == covered);
    trial.holds(
        "nothing is sent that the peer has",
        values,
        () -> lacking.decompose().noneMatch(part -> Trial.sameBytes(x.join(part), x)));
  }

  private void checkBytes(S x, S y) {
    Summary seen = x.summary();
    byte[] bytes = seen.toBytes();
    trial.same(
        "a summary survives its bytes",
        List.of(x, y),
        () -> y.deltaSince(read(bytes)),
        () -> y.deltaSince(seen));
    trial.holds(
        "a decoded summary has the same bytes",
        List.of(x),
        () -> Arrays.equals(bytes, read(bytes).toBytes()));
    for (int i = 0; i < MANGLED; i++) {
      byte[] mangled = Mangled.from(bytes, random);
      trial.holds(
          "mangled summaries are refused: " + Mangled.text(mangled),
          List.of(x),
          () -> Mangled.isRefused(mangled, other -> read(other).toBytes()));
    }
  }

  private Summary read(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    Summary summary = type.readSummary(in);
    in.expectEnd();
    return summary;
  }
}
