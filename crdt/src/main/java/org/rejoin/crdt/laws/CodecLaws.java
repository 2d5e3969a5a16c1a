package org.rejoin.crdt.laws;

import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * {@link Law#CODEC}. That another history of a state gives the same bytes is in {@link Law#JOIN}.
 */
record CodecLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int PAIRS = 15;
  private static final int MANGLED = 12;

  void check() {
    for (int i = 0; i < PAIRS; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      checkOne(x);
      checkTwo(x, y);
    }
  }

  /** The claims about one state but for mangled bytes. */
  void checkRoundTrip(S x) {
    List<S> value = List.of(x);
    byte[] bytes = x.toBytes();
    trial.same("a state survives its bytes", value, () -> type.read(bytes), () -> x);
    trial.holds("a decoded state is equal", value, () -> isEqual(x, type.read(bytes)));
  }

  private void checkOne(S x) {
    checkRoundTrip(x);
    List<S> value = List.of(x);
    byte[] bytes = x.toBytes();
    for (int i = 0; i < MANGLED; i++) {
      byte[] mangled = Mangled.from(bytes, random);
      trial.holds(
          "mangled bytes are refused: " + Mangled.text(mangled),
          value,
          () -> Mangled.isRefused(mangled, other -> type.read(other).toBytes()));
    }
  }

  private void checkTwo(S x, S y) {
    List<S> values = List.of(x, y);
    trial.holds(
        "states are equal exactly when their bytes are",
        values,
        () -> Trial.sameBytes(x, y) ? isEqual(x, y) : !x.equals(y) && !y.equals(x));
    trial.same(
        "a decoded state joins like the first",
        values,
        () -> type.read(x.toBytes()).join(type.read(y.toBytes())),
        () -> x.join(y));
    CanonicalOut out = new CanonicalOut();
    x.write(out);
    y.write(out);
    CanonicalIn in = new CanonicalIn(out.toByteArray());
    trial.same("a state ends where its bytes end", values, () -> type.read(in), () -> x);
    trial.same("a state begins after another's bytes", values, () -> type.read(in), () -> y);
  }

  private static <S> boolean isEqual(S x, S y) {
    return x.equals(y) && y.equals(x) && x.hashCode() == y.hashCode();
  }
}
