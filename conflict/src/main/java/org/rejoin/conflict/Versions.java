package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.CausalContext;
import org.rejoin.crdt.kernel.DotFun;

/** Views of the live versions of a register. */
final class Versions {
  private record Put(Dot dot, Version version) {}

  private static final Comparator<Put> BY_STAMP =
      Comparator.comparing((Put put) -> put.version.stamp())
          .thenComparing(put -> put.dot.replica())
          .thenComparing(put -> put.version.value())
          .thenComparing(put -> put.dot);

  private Versions() {}

  static <V> Siblings<V> siblings(Codec<V> codec, DotFun<Version> live) {
    List<Put> puts = new ArrayList<>();
    live.forEach((dot, version) -> puts.add(new Put(dot, version)));
    puts.sort(BY_STAMP);
    Map<Bytes, Sibling<V>> distinct = new LinkedHashMap<>();
    for (Put put : puts) {
      Bytes bytes = put.version.value();
      V value = codec.decode(bytes.toByteArray());
      distinct.remove(bytes);
      distinct.put(bytes, new Sibling<>(value, put.version.stamp(), put.dot.replica()));
    }
    return new Siblings<>(List.copyOf(distinct.values()), token(live));
  }

  static Token token(DotFun<Version> live) {
    return Token.of(CausalContext.of(live.dots()));
  }
}
