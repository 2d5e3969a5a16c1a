package org.rejoin.crdt.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Canonical codecs for common elements. All are stateless. */
public final class Codecs {
  private static final Codec<String> UTF8 =
      of("utf8", (value, out) -> out.writeString(value), CanonicalIn::readString, String::hashCode);
  private static final Codec<Long> INT64 =
      of(
          "int64",
          (value, out) -> out.writeSignedVarLong(value),
          CanonicalIn::readSignedVarLong,
          value -> Long.hashCode(value));
  private static final Codec<Long> UINT64 =
      of(
          "uint64",
          (value, out) -> out.writeVarLong(value),
          CanonicalIn::readVarLong,
          value -> Long.hashCode(value));
  private static final Codec<Bytes> BYTES =
      of(
          "bytes",
          (value, out) -> out.writeBytes(value.toByteArray()),
          in -> Bytes.of(in.readBytes()));

  private Codecs() {}

  /** Strings as length-prefixed UTF-8, not normalised; lone surrogates are refused. */
  public static Codec<String> utf8() {
    return UTF8;
  }

  /** Signed 64-bit integers as zig-zag varints, 1 to 10 bytes. */
  public static Codec<Long> int64() {
    return INT64;
  }

  /** Unsigned 64-bit integers as varints, 1 to 10 bytes. */
  public static Codec<Long> uint64() {
    return UINT64;
  }

  /** Byte strings with a length. */
  public static Codec<Bytes> bytes() {
    return BYTES;
  }

  /**
   * A codec from two functions. The caller promises that equal values give equal bytes.
   *
   * @param name name and version, part of the type tag: change it with the encoding
   */
  public static <E> Codec<E> of(
      String name, BiConsumer<E, CanonicalOut> writer, Function<CanonicalIn, E> reader) {
    return new FromFunctions<>(name, writer, reader);
  }

  /** Like {@link #of(String, BiConsumer, Function)}, with a hash that needs no bytes. */
  private static <E> Codec<E> of(
      String name,
      BiConsumer<E, CanonicalOut> writer,
      Function<CanonicalIn, E> reader,
      ToIntFunction<E> hash) {
    return new FromFunctions<>(name, writer, reader) {
      @Override
      public int hash(E value) {
        return Codec.spread(hash.applyAsInt(value));
      }
    };
  }

  private static class FromFunctions<E> implements Codec<E> {
    private final String name;
    private final BiConsumer<E, CanonicalOut> writer;
    private final Function<CanonicalIn, E> reader;

    FromFunctions(
        String name, BiConsumer<E, CanonicalOut> writer, Function<CanonicalIn, E> reader) {
      this.name = name;
      this.writer = writer;
      this.reader = reader;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void write(E value, CanonicalOut out) {
      writer.accept(value, out);
    }

    @Override
    public E read(CanonicalIn in) {
      return reader.apply(in);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
