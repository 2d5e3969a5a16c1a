package org.rejoin.crdt;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotFun;
import org.rejoin.crdt.kernel.StoreShape;

/** One write of a last-writer-wins register: its stamp and its value. Immutable. */
record Stamped<V>(Hlc stamp, Coded<V> coded) {
  /** How the writes of a register are read: they wrap the bytes, whatever their codec. */
  static <V> StoreShape<DotFun<Stamped<V>>> shape() {
    return DotFun.shape(new StampedCodec<>());
  }

  /** The register after an edit wrote {@code value}, over all writes it saw. */
  static <V> DotFun<Stamped<V>> write(
      DotFun<Stamped<V>> register, CausalEdit edit, Codec<V> codec, V value) {
    Stamped<V> written = new Stamped<>(edit.stamp(), Coded.of(codec, value));
    List<Dot> seen = register.dots();
    return register.minus(seen).put(StoreEditor.dotOver(edit, seen), written);
  }

  /** The writes that no other has replaced, the winner first. */
  static <V> List<Map.Entry<Origin, Stamped<V>>> ranked(DotFun<Stamped<V>> register) {
    Map<Dot, Stamped<V>> writes = new TreeMap<>();
    register.forEach(writes::put);
    return writes.entrySet().stream()
        .map(write -> Map.entry(originOf(write.getKey(), write.getValue()), write.getValue()))
        .sorted(Stamped.<V>rank().reversed())
        .toList();
  }

  /** The write that counts; null if there is none. */
  static <V> @Nullable Stamped<V> winner(DotFun<Stamped<V>> register) {
    List<Map.Entry<Origin, Stamped<V>>> writes = ranked(register);
    return writes.isEmpty() ? null : writes.get(0).getValue();
  }

  private static Origin originOf(Dot dot, Stamped<?> write) {
    return new Origin(dot.replica(), write.stamp);
  }

  private static <V> Comparator<Map.Entry<Origin, Stamped<V>>> rank() {
    return Map.Entry.<Origin, Stamped<V>>comparingByKey()
        .thenComparing(write -> write.getValue().coded);
  }

  /** The value, decoded once. */
  V value(Codec<V> codec) {
    return coded.value(codec);
  }

  @Override
  public String toString() {
    return coded + "@" + stamp;
  }

  private static final class StampedCodec<V> implements Codec<Stamped<V>> {
    private final Codec<Coded<V>> coded = Coded.codec();

    @Override
    public String name() {
      return "stamped";
    }

    @Override
    public void write(Stamped<V> value, CanonicalOut out) {
      value.stamp.write(out);
      coded.write(value.coded, out);
    }

    @Override
    public Stamped<V> read(CanonicalIn in) {
      Hlc stamp = Hlc.read(in);
      return new Stamped<>(stamp, coded.read(in));
    }
  }
}
