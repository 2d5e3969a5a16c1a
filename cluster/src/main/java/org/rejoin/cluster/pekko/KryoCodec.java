package org.rejoin.cluster.pekko;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Codes application records with Kryo, so that a record needs one line and no code:
 *
 * <pre>{@code
 * Codec<OrderLine> codec = KryoCodec.of("order-line", OrderLine.class, Currency.class);
 * }</pre>
 *
 * <p>It takes records and enums, each registered in a fixed order, and within them: primitives and
 * their boxes, {@code String}, {@code BigInteger}, {@code BigDecimal}, {@code UUID}, {@code
 * Instant}, {@code Duration}, {@code LocalDate}, {@code LocalDateTime}, {@code byte[]}, {@code
 * int[]}, {@code long[]}, {@code double[]}, {@code List}, {@code Set}, {@code Map} without nulls. A
 * list, set or map comes back unmodifiable and in the order in which it was written. References are
 * not kept: a value is a tree.
 *
 * <p>Registrations are part of the encoding: add new classes at the end, never reorder or remove,
 * and give the codec another name when a record changes its components.
 *
 * <p>Not canonical: equal values may have unequal bytes (the order of a hash set). So it serves
 * register values, not set elements or map keys. Bytes of strangers are safe to decode: no class
 * but the registered ones is made, every length is checked against the bytes that remain before
 * anything is allocated, nesting is at most {@value #MAX_DEPTH} deep.
 *
 * <p>Thread-safe: one Kryo instance per concurrent call, pooled. Cost: linear in the bytes.
 */
public final class KryoCodec<T> implements Codec<T> {
  /** Largest encoding of one value. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** How deep values may nest. */
  public static final int MAX_DEPTH = 64;

  private static final int POOLED = 16;
  private static final int FIRST_BYTES = 256;

  private final String name;
  private final Class<T> type;
  private final List<Class<?>> registered;
  private final Pool<Kryo> pool =
      new Pool<>(true, false, POOLED) {
        @Override
        protected Kryo create() {
          return new RecordKryo(name, registered);
        }
      };

  private KryoCodec(String name, Class<T> type, List<Class<?>> registered) {
    this.name = name;
    this.type = type;
    this.registered = registered;
  }

  /**
   * A codec for {@code type}, which is a record, an enum or an interface that {@code more}
   * implement.
   *
   * @param name name and version, part of the type tag, such as {@code order-line.2}
   * @param more the other records and enums within it
   * @throws IllegalArgumentException for a class that is neither record, enum nor interface, or
   *     that is named twice
   */
  public static <T> KryoCodec<T> of(String name, Class<T> type, Class<?>... more) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "codec name \"" + name + "\": use 1 to 64 of a-z A-Z 0-9 . _ -");
    }
    List<Class<?>> registered =
        Stream.concat(type.isInterface() ? Stream.empty() : Stream.of(type), Stream.of(more))
            .toList();
    KryoCodec<T> codec = new KryoCodec<>(name, type, registered);
    codec.pool.free(codec.pool.obtain());
    return codec;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isCanonical() {
    return false;
  }

  @Override
  public void write(T value, CanonicalOut out) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("codec " + name + " codes " + type.getName() + " only");
    }
    Kryo kryo = pool.obtain();
    Output output = new Output(FIRST_BYTES, MAX_BYTES);
    try {
      kryo.writeClassAndObject(output, value);
    } catch (KryoException e) {
      throw new IllegalArgumentException(
          "codec " + name + " cannot write this " + type.getSimpleName() + ": " + cause(e), e);
    } finally {
      pool.free(kryo);
    }
    out.writeBytes(output.toBytes());
  }

  @Override
  public T read(CanonicalIn in) {
    byte[] bytes = in.readBytes();
    if (bytes.length > MAX_BYTES) {
      throw new MalformedBytesException(
          "a value of " + bytes.length + " bytes, limit " + MAX_BYTES);
    }
    Kryo kryo = pool.obtain();
    BoundedInput input = new BoundedInput(bytes);
    Object value;
    try {
      value = kryo.readClassAndObject(input);
    } catch (RuntimeException e) {
      throw new MalformedBytesException("not a value of codec " + name + ": " + cause(e), e);
    } finally {
      pool.free(kryo);
    }
    if (input.position() != bytes.length) {
      throw new MalformedBytesException(
          "not a value of codec "
              + name
              + ": "
              + (bytes.length - input.position())
              + " bytes left");
    }
    if (!type.isInstance(value)) {
      throw new MalformedBytesException(
          "not a value of codec "
              + name
              + ": expected "
              + type.getName()
              + ", found another class");
    }
    return type.cast(value);
  }

  /** The innermost message: Kryo wraps it once per level of nesting. */
  private static String cause(Throwable thrown) {
    Throwable inner = thrown;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    String message = inner.getMessage();
    return message == null
        ? inner.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}
