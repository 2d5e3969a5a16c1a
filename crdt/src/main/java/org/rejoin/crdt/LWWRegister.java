package org.rejoin.crdt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotFun;

/**
 * One value, of which the last write counts: a write that saw another replaces it whatever the
 * clocks say, and of <em>concurrent</em> writes the one with the highest (clock, replica id, bytes)
 * shows. The others stay until they are overwritten or cleared: were losers dropped, a reset of the
 * winner alone would bring back different values at different replicas.
 *
 * <p>State: dot to (clock, value bytes), and a causal context. Immutable, thread-safe. The value's
 * codec need not be canonical: the bytes of the origin travel unchanged and are decoded on read,
 * where {@link org.rejoin.crdt.codec.MalformedBytesException} tells of bytes it cannot decode.
 *
 * <p>Cost, with S concurrent writes (usually 1): all O(S). Bytes: value + 12, about 11 a replica
 * id.
 *
 * <p>Papers: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, 7.3
 * (multi-value register); Kulkarni et al., <i>Logical Physical Clocks</i>, OPODIS 2014 (stamps).
 *
 * @param <V> the value, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class LWWRegister<V>
    extends CausalCrdt<LWWRegister<V>, DotFun<Stamped<V>>, LWWRegister.Editor<V>> {
  private final Codec<V> codec;

  private LWWRegister(Type<V> type, Causal<DotFun<Stamped<V>>> causal) {
    super(type, causal);
    this.codec = type.codec;
  }

  /** Registers of such values; the codec need not be canonical. */
  public static <V> NestableType<LWWRegister<V>, Editor<V>> type(Codec<V> value) {
    return causalType(value);
  }

  static <V> CausalType<LWWRegister<V>, DotFun<Stamped<V>>, Editor<V>> causalType(Codec<V> value) {
    return new Type<>(value);
  }

  /** The value that counts; empty if none was written or all were cleared. */
  public Optional<V> value() {
    return Optional.ofNullable(Stamped.winner(store())).map(write -> write.value(codec));
  }

  /**
   * The value that counts for a reader who trusts no clock beyond {@code limit}: writes with a
   * stamp in a later millisecond rank below all others. They stay, and a later write replaces them.
   *
   * @param limit the reader's clock and the drift it allows
   */
  public Optional<V> valueAsOf(Hlc limit) {
    List<Map.Entry<Origin, Stamped<V>>> ranked = Stamped.ranked(store());
    return ranked.stream()
        .filter(write -> write.getKey().stamp().millis() <= limit.millis())
        .findFirst()
        .or(() -> ranked.stream().findFirst())
        .map(write -> write.getValue().value(codec));
  }

  /** Who wrote the value that counts, and when. */
  public Optional<Origin> stamp() {
    return Stamped.ranked(store()).stream().findFirst().map(Map.Entry::getKey);
  }

  /** Writes concurrent with the one that counts and not yet replaced, highest first. */
  public List<Written<V>> concurrent() {
    return Stamped.ranked(store()).stream()
        .skip(1)
        .map(write -> new Written<>(write.getValue().value(codec), write.getKey()))
        .toList();
  }

  /** Such as {@code LWWRegister[5B@1000.0]}. */
  @Override
  public String toString() {
    return "LWWRegister" + Stamped.ranked(store()).stream().map(Map.Entry::getValue).toList();
  }

  /**
   * A write.
   *
   * @param stamp who wrote it, and when
   */
  public record Written<V>(V value, Origin stamp) {}

  /** Changes a register within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<V> extends StoreEditor<DotFun<Stamped<V>>> {
    private final Codec<V> codec;

    private Editor(CausalEdit edit, DotFun<Stamped<V>> store, Codec<V> codec) {
      super(edit, store);
      this.codec = codec;
    }

    /** Writes {@code value} over all that is seen here. */
    public Editor<V> set(V value) {
      store(Stamped.write(store(), edit(), codec, value));
      return this;
    }

    /** Removes all writes seen here. */
    public Editor<V> clear() {
      List<Dot> seen = store().dots();
      edit().killAll(seen);
      store(store().minus(seen));
      return this;
    }

    /** The value that counts, after the changes so far. */
    public Optional<V> value() {
      return Optional.ofNullable(Stamped.winner(store())).map(write -> write.value(codec));
    }
  }

  private static final class Type<V>
      extends CausalType<LWWRegister<V>, DotFun<Stamped<V>>, Editor<V>> {
    private final Codec<V> codec;

    Type(Codec<V> codec) {
      super("lwwregister/1<" + nameOf(codec) + ">", Stamped.shape(), 0);
      this.codec = codec;
    }

    @Override
    LWWRegister<V> state(Causal<DotFun<Stamped<V>>> causal) {
      return new LWWRegister<>(this, causal);
    }

    @Override
    Editor<V> openEditor(CausalEdit edit, DotFun<Stamped<V>> store) {
      return new Editor<>(edit, store, codec);
    }

    @Override
    DotFun<Stamped<V>> closeEditor(Editor<V> editor) {
      return editor.close();
    }
  }
}
