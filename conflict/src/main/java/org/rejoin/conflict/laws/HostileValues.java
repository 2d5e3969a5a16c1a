package org.rejoin.conflict.laws;

import java.util.Arrays;
import java.util.Optional;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.laws.SeededRandom;

/** Values that an attacker could make: odd bytes which the codec reads all the same. */
final class HostileValues {
  private static final int ATTEMPTS = 30;

  private HostileValues() {}

  /** Such a value; {@code value} itself if the codec refuses all that was tried. */
  static <V> V from(V value, Codec<V> codec, SeededRandom random) {
    byte[] bytes = codec.encode(value);
    Optional<V> hostile = Optional.empty();
    for (int i = 0; i < ATTEMPTS && hostile.isEmpty(); i++) {
      hostile = read(mangled(bytes, random), codec);
    }
    return hostile.orElse(value);
  }

  private static <V> Optional<V> read(byte[] bytes, Codec<V> codec) {
    try {
      V value = codec.decode(bytes);
      codec.encode(value);
      return Optional.of(value);
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  private static byte[] mangled(byte[] bytes, SeededRandom random) {
    byte[] other =
        random.chance(50)
            ? bytes.clone()
            : Arrays.copyOf(bytes, Math.max(0, bytes.length + random.below(4) - 2));
    for (int i = 1 + random.below(3); i > 0 && other.length > 0; i--) {
      other[random.below(other.length)] ^= (byte) (1 << random.below(8));
    }
    return other;
  }
}
