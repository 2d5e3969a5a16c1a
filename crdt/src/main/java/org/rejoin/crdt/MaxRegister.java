package org.rejoin.crdt;

import java.util.Comparator;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/**
 * A register that keeps the highest value offered anywhere, whatever the order of the offers.
 *
 * <p>State: that value, or none. Values are ordered by a comparator, and by their canonical bytes
 * where it holds two of them for equal ({@code 1.0} and {@code 1.00}): so all replicas keep the
 * same bytes. The comparator has to be a total preorder that never throws and is the same on every
 * replica, for a join relies on it. All costs are O(size of the value).
 *
 * <p>Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Baquero, Almeida, Cunha, Ferreira, <i>Composition in State-based Replicated Data
 * Types</i>, Bulletin of the EATCS 123, 2017, section 4.1 (chains).
 *
 * @param <V> the values, immutable
 */
@SuppressWarnings("exports") // the chain shows only in what the hidden superclass is made of
public final class MaxRegister<V> extends ChainRegister<MaxRegister<V>, V, MaxRegister.Editor<V>> {
  private MaxRegister(ChainType<MaxRegister<V>, V, Editor<V>> type, ChainValue<V> value) {
    super(type, value);
  }

  /**
   * Registers of values in their natural order.
   *
   * @param value has to be canonical
   */
  public static <V extends Comparable<? super V>> CrdtType<MaxRegister<V>> type(Codec<V> value) {
    return of("maxregister/1" + ChainOrder.tag(value), value, Comparator.naturalOrder());
  }

  /**
   * Registers of values in an order of their own.
   *
   * @param value has to be canonical
   * @param order name and version of the order, part of the type's tag: change it with the
   *     comparator
   */
  public static <V> CrdtType<MaxRegister<V>> type(
      Codec<V> value, String order, Comparator<? super V> comparator) {
    return of("maxregister/1" + ChainOrder.tag(value, order), value, comparator);
  }

  /** Registers of unsigned numbers: versions, epochs. */
  public static CrdtType<MaxRegister<Long>> unsigned() {
    return type(Codecs.uint64(), "unsigned", Long::compareUnsigned);
  }

  private static <V> CrdtType<MaxRegister<V>> of(
      String tag, Codec<V> value, Comparator<? super V> comparator) {
    ChainOrder<V> order = new ChainOrder<>(value, comparator);
    return new ChainType<>(tag, order, MaxRegister::new, Editor::new);
  }

  /** Offers values within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<V> extends ChainEditor<V> {
    private Editor(ChainValue<V> before) {
      super(before);
    }

    /** Keeps {@code value} if it is the highest so far. */
    public Editor<V> offer(V value) {
      take(value);
      return this;
    }
  }
}
