package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotFun;

/**
 * One value, or several as long as they are concurrent: a write replaces all writes it saw, and
 * writes that did not see each other stay side by side until one is made over them. Equal values
 * written concurrently show once.
 *
 * <p>State: dot to value bytes, and a causal context. Equal values keep all their dots: each is
 * replaced by whoever saw it. Immutable, thread-safe. The value's codec need not be canonical: the
 * bytes of the origin travel unchanged and are decoded on read, where {@link
 * org.rejoin.crdt.codec.MalformedBytesException} tells of bytes it cannot decode.
 *
 * <p>Cost, with S concurrent writes (usually 1): all O(S), {@link #values} O(S log S). Bytes: value
 * + 3 to 5 a write, about 11 a replica id.
 *
 * <p>Paper: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, 7.3.
 *
 * @param <V> the value, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class MVRegister<V>
    extends CausalCrdt<MVRegister<V>, DotFun<Coded<V>>, MVRegister.Editor<V>> {
  private final Codec<V> codec;

  private MVRegister(Type<V> type, Causal<DotFun<Coded<V>>> causal) {
    super(type, causal);
    this.codec = type.codec;
  }

  /** Registers of such values; the codec need not be canonical. */
  public static <V> NestableType<MVRegister<V>, Editor<V>> type(Codec<V> value) {
    return new Type<>(value);
  }

  /**
   * The values that no other has replaced, distinct by their bytes and in the order of these, as
   * unsigned numbers; empty if none was written or all were cleared.
   */
  public List<V> values() {
    return values(store(), codec);
  }

  private static <V> List<V> values(DotFun<Coded<V>> store, Codec<V> codec) {
    SortedSet<Coded<V>> distinct = new TreeSet<>();
    store.forEach((dot, value) -> distinct.add(value));
    List<V> values = new ArrayList<>(distinct.size());
    distinct.forEach(value -> values.add(value.value(codec)));
    return List.copyOf(values);
  }

  /** Such as {@code MVRegister{00000000000000a1:1=5B}}. */
  @Override
  public String toString() {
    return "MVRegister" + store();
  }

  /** Changes a register within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<V> extends StoreEditor<DotFun<Coded<V>>> {
    private final Codec<V> codec;

    private Editor(CausalEdit edit, DotFun<Coded<V>> store, Codec<V> codec) {
      super(edit, store);
      this.codec = codec;
    }

    /** Writes {@code value} over all that is seen here. */
    public Editor<V> set(V value) {
      DotFun<Coded<V>> before = store();
      Coded<V> written = Coded.of(codec, value);
      List<Dot> seen = before.dots();
      store(before.minus(seen).put(dotOver(edit(), seen), written));
      return this;
    }

    /** Removes all writes seen here. */
    public Editor<V> clear() {
      List<Dot> seen = store().dots();
      edit().killAll(seen);
      store(store().minus(seen));
      return this;
    }

    /** The values, after the changes so far. */
    public List<V> values() {
      return MVRegister.values(store(), codec);
    }
  }

  private static final class Type<V>
      extends CausalType<MVRegister<V>, DotFun<Coded<V>>, Editor<V>> {
    private final Codec<V> codec;

    Type(Codec<V> codec) {
      super("mvregister/1<" + nameOf(codec) + ">", DotFun.shape(Coded.<V>codec()), 0);
      this.codec = codec;
    }

    @Override
    MVRegister<V> state(Causal<DotFun<Coded<V>>> causal) {
      return new MVRegister<>(this, causal);
    }

    @Override
    Editor<V> openEditor(CausalEdit edit, DotFun<Coded<V>> store) {
      return new Editor<>(edit, store, codec);
    }

    @Override
    DotFun<Coded<V>> closeEditor(Editor<V> editor) {
      return editor.close();
    }
  }
}
