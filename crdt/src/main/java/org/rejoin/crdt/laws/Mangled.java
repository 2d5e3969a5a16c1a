package org.rejoin.crdt.laws;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Bytes as a fault or an attacker leaves them. */
final class Mangled {
  private Mangled() {}

  static byte[] from(byte[] bytes, SeededRandom random) {
    int at = random.below(bytes.length + 1);
    return switch (random.below(5)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> inserted(bytes, at, (byte) random.nextLong());
      case 2 -> filled(bytes, at, 1 + random.below(4), (byte) (random.chance(50) ? 0xFF : 0x80));
      case 3 -> filled(bytes, at, 1, (byte) random.below(4));
      default -> at == bytes.length ? bytes : flipped(bytes, at, 1 << random.below(8));
    };
  }

  private static byte[] inserted(byte[] bytes, int at, byte value) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    longer[at] = value;
    return longer;
  }

  private static byte[] filled(byte[] bytes, int at, int length, byte value) {
    byte[] other = bytes.clone();
    Arrays.fill(other, at, Math.min(bytes.length, at + length), value);
    return other;
  }

  private static byte[] flipped(byte[] bytes, int at, int mask) {
    byte[] other = bytes.clone();
    other[at] ^= (byte) mask;
    return other;
  }

  /** Whether a reader refuses {@code bytes}, or else writes what it read as the very same bytes. */
  static boolean isRefused(byte[] bytes, UnaryOperator<byte[]> readAndWrite) {
    try {
      return Arrays.equals(bytes, readAndWrite.apply(bytes.clone()));
    } catch (MalformedBytesException e) {
      return true;
    }
  }

  static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
