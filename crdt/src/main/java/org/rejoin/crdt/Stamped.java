package org.rejoin.crdt;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotFun;
import org.rejoin.crdt.kernel.StoreShape;

/**
 * One write of a last-writer-wins register: its stamp, and the bytes its origin encoded. They
 * travel unchanged and are decoded when first read, so their codec need not be canonical.
 * Immutable; the decoded value is a cache.
 */
final class Stamped<V> {
  private final Hlc stamp;
  private final byte[] bytes;
  private volatile @Nullable V decoded;

  private Stamped(Hlc stamp, byte[] bytes) {
    this.stamp = stamp;
    this.bytes = bytes;
  }

  /** How the writes of a register are read: they wrap the bytes, whatever their codec. */
  static <V> StoreShape<DotFun<Stamped<V>>> shape() {
    return DotFun.shape(new StampedCodec<>());
  }

  /** The register after an edit wrote {@code value}, over all writes it saw. */
  static <V> DotFun<Stamped<V>> write(
      DotFun<Stamped<V>> register, CausalEdit edit, Codec<V> codec, V value) {
    Stamped<V> written = new Stamped<>(edit.stamp(), codec.encode(value));
    List<Dot> seen = register.dots();
    if (seen.size() == 1 && edit.isNew(seen.get(0))) {
      return register.put(seen.get(0), written);
    }
    edit.killAll(seen);
    return register.minus(seen).put(edit.newDot(), written);
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
        .thenComparing(write -> write.getValue().bytes, Arrays::compareUnsigned);
  }

  /** The value, decoded once. */
  V value(Codec<V> codec) {
    V known = decoded;
    if (known == null) {
      try {
        known = codec.decode(bytes);
      } catch (MalformedBytesException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new MalformedBytesException(
            "codec " + codec.name() + " cannot decode a register value: " + e.getMessage(), e);
      }
      decoded = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stamped<?> stamped
        && stamp.equals(stamped.stamp)
        && Arrays.equals(bytes, stamped.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * stamp.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + "B@" + stamp;
  }

  private static final class StampedCodec<V> implements Codec<Stamped<V>> {
    @Override
    public String name() {
      return "stamped";
    }

    @Override
    public void write(Stamped<V> value, CanonicalOut out) {
      value.stamp.write(out);
      out.writeBytes(value.bytes);
    }

    @Override
    public Stamped<V> read(CanonicalIn in) {
      Hlc stamp = Hlc.read(in);
      return new Stamped<>(stamp, in.readBytes());
    }
  }
}
