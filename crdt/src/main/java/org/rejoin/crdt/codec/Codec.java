package org.rejoin.crdt.codec;

/**
 * Writes and reads one kind of element. SPI for applications; {@link Codecs} has the common ones.
 *
 * <p>For set elements and map keys the encoding has to be <b>canonical</b>: {@code a.equals(b)} if
 * and only if their bytes are equal, on every JVM. A codec that cannot promise it (Kryo) says so
 * and may then code register values only, whose bytes travel unchanged from their origin.
 * Implementations are stateless or thread-safe.
 *
 * @param <E> the element, immutable
 */
public interface Codec<E> {
  /** Name and version as they appear in type tags, such as {@code utf8} or {@code order-line.2}. */
  String name();

  /** Writes {@code value}. Throws {@link IllegalArgumentException} for a value it cannot encode. */
  void write(E value, CanonicalOut out);

  /** Reads one value; throws {@link MalformedBytesException} for bytes that no value writes. */
  E read(CanonicalIn in);

  /** Whether equal values always give equal bytes. */
  default boolean isCanonical() {
    return true;
  }

  /** The encoding of {@code value} alone. */
  default byte[] encode(E value) {
    CanonicalOut out = new CanonicalOut();
    write(value, out);
    return out.toByteArray();
  }

  /**
   * A hash of {@code value} that is the same on every JVM, and for equal values: it says where the
   * value stands in a set. From the bytes, unless there is something faster.
   */
  default int hash(E value) {
    int hash = 1;
    for (byte b : encode(value)) {
      hash = 31 * hash + b;
    }
    return spread(hash);
  }

  /** Mixes all bits of a weak hash into all others. */
  static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  /** Decodes bytes that hold one value and nothing after it. */
  default E decode(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    E value = read(in);
    in.expectEnd();
    return value;
  }
}
