package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Parts;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.Digest128;

/** {@link Law#PARTS}. */
record PartsLaws<S extends Crdt<S>>(
    CrdtType<S> type, List<S> pool, SeededRandom random, Trial<S> trial) {
  private static final int PAIRS = 30;

  void check() {
    for (int i = 0; i < PAIRS; i++) {
      S x = random.pick(pool);
      S y = random.pick(pool);
      trial.holds("repair by parts does not throw", List.of(x, y), () -> checked(x, y));
    }
  }

  private boolean checked(S x, S y) {
    checkOne(y);
    check(x, y, x.join(y));
    checkPartial(x, y);
    return true;
  }

  /** The claims about the parts of one state. */
  void checkOne(S x) {
    List<S> value = List.of(x);
    List<Digest128> hashes = new ArrayList<>();
    x.parts().forEach(CheckSuite.ONE, hashes::add);
    trial.holds(
        "no two parts have one hash",
        value,
        () -> new LinkedHashSet<>(hashes).size() == hashes.size());
    trial.holds(
        "equal states have equal parts",
        value,
        () -> hashes(type.read(x.toBytes())).equals(hashes(x)));
    trial.same("parts say nothing else", value, () -> x.join(choose(x, hashes(x))), () -> x);
    trial.holds("no parts are bottom", value, () -> choose(x, Set.of()).isBottom());
  }

  /** The claims about what x lacks of y. */
  void check(S x, S y, S joined) {
    List<S> values = List.of(x, y);
    S lacking = lacking(x, y);
    S sent = sent(x, y, lacking, lacking(y, x), Sealed.none());
    trial.same(
        "x join what it lacks by parts is x join y", values, () -> x.join(sent), () -> joined);
    trial.same("what is sent by parts is of the sender", values, () -> y.join(sent), () -> y);
    trial.holds(
        "nothing is sent by parts that the peer has",
        values,
        () -> sent.decompose().allMatch(part -> !isBelow(part, x) || isBelow(part, lacking)));
  }

  /** Who knows less of the peer says less, and nothing wrong. */
  private void checkPartial(S x, S y) {
    List<S> values = List.of(x, y);
    S some = some(y, lacking(x, y));
    S sent = sent(x, y, some, some(x, lacking(y, x)), Sealed.none());
    trial.same(
        "what is sent by some of the parts is of the sender", values, () -> y.join(sent), () -> y);
  }

  private S some(S whole, S parts) {
    Set<Digest128> kept = new LinkedHashSet<>(hashes(parts));
    kept.removeIf(hash -> random.chance(50));
    return choose(whole, kept);
  }

  /** What y sends to x, between whole states where ids are sealed. */
  static <S extends Crdt<S>> S sent(S x, S y, Sealed sealed) {
    return sent(x, y, lacking(x, y), lacking(y, x), sealed);
  }

  private static <S extends Crdt<S>> S sent(S x, S y, S lacking, S theirs, Sealed sealed) {
    Summary outline = reread(x, x.parts().outline());
    Summary names = reread(x, x.parts().names(theirs));
    return y.parts().missing(new Parts.Peer<>(outline, lacking, names), sealed);
  }

  private static Summary reread(Crdt<?> state, Summary summary) {
    CanonicalIn in = new CanonicalIn(summary.toBytes());
    Summary read = state.type().readSummary(in);
    in.expectEnd();
    return read;
  }

  /** The parts of y that x does not hold. */
  private static <S extends Crdt<S>> S lacking(S x, S y) {
    Set<Digest128> held = hashes(x);
    return y.parts().choose(CheckSuite.ONE, hash -> !held.contains(hash));
  }

  private static <S extends Crdt<S>> S choose(S x, Set<Digest128> hashes) {
    return x.parts().choose(CheckSuite.ONE, hashes::contains);
  }

  private static Set<Digest128> hashes(Crdt<?> x) {
    Set<Digest128> hashes = new LinkedHashSet<>();
    x.parts().forEach(CheckSuite.ONE, hashes::add);
    return hashes;
  }

  private static <S extends Crdt<S>> boolean isBelow(S part, S state) {
    return Trial.sameBytes(state.join(part), state);
  }
}
