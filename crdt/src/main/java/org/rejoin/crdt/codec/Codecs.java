package org.rejoin.crdt.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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
  private static final Codec<Boolean> BOOL =
      of("bool", (value, out) -> out.writeBoolean(value), CanonicalIn::readBoolean);
  private static final Codec<Double> FLOAT64 =
      of(
          "float64",
          (value, out) -> out.writeFixedLong(Double.doubleToLongBits(value)),
          Codecs::readDouble);
  private static final Codec<BigDecimal> DECIMAL =
      of(
          "decimal",
          (value, out) ->
              out.writeSignedVarLong(value.scale()).writeBytes(value.unscaledValue().toByteArray()),
          Codecs::readDecimal);
  private static final Codec<UUID> UUIDS =
      of(
          "uuid",
          (value, out) ->
              out.writeFixedLong(value.getMostSignificantBits())
                  .writeFixedLong(value.getLeastSignificantBits()),
          in -> new UUID(in.readFixedLong(), in.readFixedLong()));

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

  /** One byte, 0 or 1. */
  public static Codec<Boolean> bool() {
    return BOOL;
  }

  /** Eight bytes of IEEE 754. All NaN are one value; -0.0 and 0.0 are two, as in {@link Double}. */
  public static Codec<Double> float64() {
    return FLOAT64;
  }

  private static Double readDouble(CanonicalIn in) {
    long bits = in.readFixedLong();
    double value = Double.longBitsToDouble(bits);
    if (Double.doubleToLongBits(value) != bits) {
      throw in.malformed("a NaN other than the canonical one");
    }
    return value;
  }

  /** Scale, then the unscaled value. 1.0 and 1.00 are two values, as in {@link BigDecimal}. */
  public static Codec<BigDecimal> decimal() {
    return DECIMAL;
  }

  private static BigDecimal readDecimal(CanonicalIn in) {
    long scale = in.readSignedVarLong();
    byte[] unscaled = in.readBytes();
    if (scale != (int) scale || unscaled.length == 0) {
      throw in.malformed("not a decimal: scale " + scale + ", " + unscaled.length + " bytes");
    }
    BigInteger value = new BigInteger(unscaled);
    if (value.toByteArray().length != unscaled.length) {
      throw in.malformed("a decimal longer than needed");
    }
    return new BigDecimal(value, (int) scale);
  }

  /** Sixteen bytes. */
  public static Codec<UUID> uuid() {
    return UUIDS;
  }

  /**
   * The constants of {@code type} by their names, so that their order may change and constants may
   * be added. Where a constant is not known, states that hold it are refused as malformed: add it
   * everywhere before it is first written.
   *
   * @param name name and version, part of the type tag
   */
  public static <E extends Enum<E>> Codec<E> enumeration(String name, Class<E> type) {
    SortedMap<String, E> byName = new TreeMap<>();
    for (E constant : type.getEnumConstants()) {
      byName.put(constant.name(), constant);
    }
    return of(
        name,
        (value, out) -> out.writeString(value.name()),
        in -> {
          String constant = in.readString();
          E known = byName.get(constant);
          if (known == null) {
            throw in.malformed(name + " has no " + constant + ", only " + byName.keySet());
          }
          return known;
        });
  }

  /** A count, then the items in their order; as canonical as {@code item} is. */
  public static <E> Codec<List<E>> list(Codec<E> item) {
    return new FromFunctions<>(
        "list<" + item.name() + ">",
        (values, out) -> {
          out.writeVarInt(values.size());
          values.forEach(value -> item.write(value, out));
        },
        in -> {
          in.enter();
          List<E> values = new ArrayList<>();
          for (int left = in.readCount(1); left > 0; left--) {
            values.add(item.read(in));
          }
          in.leave();
          return Collections.unmodifiableList(values);
        }) {
      @Override
      public boolean isCanonical() {
        return item.isCanonical();
      }
    };
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
