package org.rejoin.crdt;

import java.util.Comparator;
import org.rejoin.crdt.codec.Codec;

/**
 * The order of a chain of values: that of a comparator, and among values it holds for equal that of
 * their bytes. So only equal bytes are equal, whatever the comparator.
 */
record ChainOrder<V>(Codec<V> codec, Comparator<? super V> comparator) {
  ChainOrder {
    if (!codec.isCanonical()) {
      throw new IllegalArgumentException(
          "codec " + codec.name() + " is not canonical, it cannot code values of a chain");
    }
  }

  /** What stands in a tag for a codec, and for an order other than the natural one. */
  static String tag(Codec<?> codec, String order) {
    if (order.isEmpty() || order.chars().anyMatch(c -> c <= ' ' || "<>,".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the name of an order needs characters and none of '<', '>', ',' or space: " + order);
    }
    return "<" + CausalType.nameOf(codec) + "," + order + ">";
  }

  static String tag(Codec<?> codec) {
    return "<" + CausalType.nameOf(codec) + ">";
  }
}
