package org.rejoin.crdt.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;

/**
 * A map key with its hash: where it stands in a {@link HashTrie}. Equal keys have equal bytes, as
 * the codec is canonical; the bytes are made anew whenever they are needed, which is rare, and not
 * kept, which would cost more than the key.
 */
final class Key<K> {
  /** Levels that {@link #hash} decides; those below come from a hash that nobody can grind. */
  private static final int FAST_LEVELS = 7;

  private static final int BITS = 5;
  private static final int MASK = 31;
  private static final int LEVELS = FAST_LEVELS + 256 / BITS;

  private final int hash;
  private final K value;
  private final Codec<K> codec;

  Key(Codec<K> codec, K value) {
    this.codec = codec;
    this.value = value;
    this.hash = codec.hash(value);
  }

  K value() {
    return value;
  }

  int hash() {
    return hash;
  }

  /** The canonical bytes; a new array each time. */
  byte[] bytes() {
    return codec.encode(value);
  }

  /** Writes the canonical bytes. */
  void write(CanonicalOut out) {
    codec.write(value, out);
  }

  /** Which of 32 ways this key goes at {@code level} of a trie, the root's being 0. */
  int way(int level) {
    return level < FAST_LEVELS ? (hash >>> (BITS * level)) & MASK : strongWay(level);
  }

  /** Only keys made to collide get here: 32 bits alike are not often met by chance. */
  private int strongWay(int level) {
    if (level >= LEVELS) {
      throw new IllegalStateException("two keys of one SHA-256, one is " + this);
    }
    byte[] strong = sha256(bytes());
    int bit = BITS * (level - FAST_LEVELS);
    int two = (strong[bit / 8] & 0xFF) << 8 | (bit / 8 + 1 < 32 ? strong[bit / 8 + 1] & 0xFF : 0);
    return (two >>> (16 - BITS - bit % 8)) & MASK;
  }

  /** By the bytes, as unsigned numbers; nothing is encoded for equal keys. */
  static int compareBytes(Key<?> a, Key<?> b) {
    return a.equals(b) ? 0 : Arrays.compareUnsigned(a.bytes(), b.bytes());
  }

  /** A fixed order that is quick to find: by hash, then by bytes. */
  static <K> Comparator<Key<K>> order() {
    return (a, b) -> a.hash != b.hash ? Integer.compare(a.hash, b.hash) : compareBytes(a, b);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether the keys in both arrays are equal, pair by pair; hashes first, as memory is slow. */
  static boolean allEqual(Object[] here, Object[] there) {
    int differing = 0;
    for (int i = 0; i < here.length; i++) {
      differing |= ((Key<?>) here[i]).hash ^ ((Key<?>) there[i]).hash;
    }
    if (differing != 0) {
      return false;
    }
    for (int i = 0; i < here.length; i++) {
      if (!((Key<?>) here[i]).value.equals(((Key<?>) there[i]).value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a short cut
  public boolean equals(Object other) {
    return other instanceof Key<?> key
        && (key == this || (hash == key.hash && value.equals(key.value)));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
