package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.CausalContext;
import org.rejoin.crdt.kernel.DotFun;

/** Views of the live versions of a register. */
final class Versions {
  private Versions() {}

  static <V> Siblings<V> siblings(Codec<V> codec, DotFun<Version> live) {
    List<Version> versions = new ArrayList<>();
    live.forEach((dot, version) -> versions.add(version.writtenBy(dot)));
    return siblings(codec, versions, token(live));
  }

  /** The siblings of {@code versions}, each of which names its writer. */
  static <V> Siblings<V> siblings(Codec<V> codec, List<Version> versions, Token token) {
    Map<Bytes, Version> distinct = new LinkedHashMap<>();
    for (Version version : versions.stream().sorted(Version.BY_STAMP).toList()) {
      distinct.remove(version.value());
      distinct.put(version.value(), version);
    }
    List<Sibling<V>> all = new ArrayList<>();
    for (Version version : distinct.values()) {
      all.add(sibling(codec, version));
    }
    return new Siblings<>(all, List.copyOf(distinct.values()), token);
  }

  private static <V> Sibling<V> sibling(Codec<V> codec, Version version) {
    return new Sibling<>(
        codec.decode(version.value().toByteArray()),
        version.stamp(),
        version.namedWriter(),
        decoded(codec, version.base()),
        false);
  }

  private static <V> @Nullable V decoded(Codec<V> codec, @Nullable Bytes base) {
    return base == null ? null : codec.decode(base.toByteArray());
  }

  static Token token(DotFun<Version> live) {
    return Token.of(CausalContext.of(live.dots()));
  }

  static long sizeBytes(DotFun<Version> live) {
    long[] size = {0};
    live.forEach((dot, version) -> size[0] += version.sizeBytes());
    return size[0];
  }
}
