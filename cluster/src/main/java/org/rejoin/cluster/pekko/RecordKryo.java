package org.rejoin.cluster.pekko;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Kryo with a closed world: the built-in values below, then the application's records and enums,
 * each under a fixed id. Every list is one list, whatever its class; sets and maps likewise.
 *
 * <p>Implementation note: Kryo's own serializers of collections, maps and object arrays allocate by
 * the length they read, so none of them is registered.
 */
final class RecordKryo extends Kryo {
  /** Ids 0 to 9 are Kryo's own: primitives, their boxes, strings. */
  private static final int FIRST_BUILT_IN = 10;

  private static final List<Class<?>> BUILT_IN =
      List.of(
          BigInteger.class,
          BigDecimal.class,
          Instant.class,
          Duration.class,
          LocalDate.class,
          LocalDateTime.class,
          byte[].class,
          int[].class,
          long[].class,
          double[].class);

  /** Lists grow with what was really read. */
  private static final int FIRST_CAPACITY = 64;

  private static final int UUID_ID = 29;
  private static final int LIST_ID = 30;
  private static final int SET_ID = 31;
  private static final int MAP_ID = 32;
  private static final int FIRST_APPLICATION_ID = 50;

  private final String codecName;

  RecordKryo(String codecName, List<Class<?>> classes) {
    this.codecName = codecName;
    setRegistrationRequired(true);
    setReferences(false);
    setOptimizedGenerics(false);
    setMaxDepth(KryoCodec.MAX_DEPTH);
    int builtInId = FIRST_BUILT_IN;
    for (Class<?> builtIn : BUILT_IN) {
      register(builtIn, builtInId++);
    }
    register(UUID.class, new DefaultSerializers.UUIDSerializer(), UUID_ID);
    register(List.class, new ListSerializer(), LIST_ID);
    register(Set.class, new SetSerializer(), SET_ID);
    register(Map.class, new MapSerializer(), MAP_ID);
    int id = FIRST_APPLICATION_ID;
    for (Class<?> type : classes) {
      registerApplication(type, id++);
    }
  }

  private void registerApplication(Class<?> type, int id) {
    if (!type.isRecord() && !type.isEnum()) {
      throw new IllegalArgumentException(
          "codec " + codecName + " takes records and enums; " + type.getName() + " is neither");
    }
    if (getClassResolver().getRegistration(type) != null) {
      throw new IllegalArgumentException(
          "codec " + codecName + " names " + type.getName() + " twice");
    }
    if (type.isRecord()) {
      register(type, new RecordSerializer<>(type), id);
    } else {
      register(type, id);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  public Registration getRegistration(Class type) {
    if (List.class.isAssignableFrom(type)) {
      return super.getRegistration(List.class);
    }
    if (Set.class.isAssignableFrom(type)) {
      return super.getRegistration(Set.class);
    }
    if (Map.class.isAssignableFrom(type)) {
      return super.getRegistration(Map.class);
    }
    return super.getRegistration(type);
  }

  @Override
  @SuppressWarnings("rawtypes") // Kryo's signature
  protected String unregisteredClassMessage(Class type) {
    String hint =
        type.isRecord() || type.isEnum()
            ? "add it as the last class of KryoCodec.of(\""
                + codecName
                + "\", ..., "
                + type.getSimpleName()
                + ".class)"
            : "it is neither record nor enum: write a Codec for it";
    return type.getName() + " is not registered: " + hint;
  }

  private static Object element(Kryo kryo, Input input) {
    Object element = kryo.readClassAndObject(input);
    if (element == null) {
      throw new KryoException("a null in a collection");
    }
    return element;
  }

  private static void writeElement(Kryo kryo, Output output, Object element) {
    if (element == null) {
      throw new KryoException("a list, set or map holds no null");
    }
    kryo.writeClassAndObject(output, element);
  }

  private static void writeAll(Kryo kryo, Output output, Collection<?> values) {
    output.writeVarInt(values.size(), true);
    for (Object value : values) {
      writeElement(kryo, output, value);
    }
  }

  /** {@link RecordKryo} is only ever given inputs of that class. */
  private static int count(Input input) {
    return ((BoundedInput) input).readCount();
  }

  private static final class ListSerializer extends Serializer<List<?>> {
    @Override
    public void write(Kryo kryo, Output output, List<?> values) {
      writeAll(kryo, output, values);
    }

    @Override
    public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
      int count = count(input);
      List<Object> values = new ArrayList<>(Math.min(count, FIRST_CAPACITY));
      for (int i = 0; i < count; i++) {
        values.add(element(kryo, input));
      }
      return Collections.unmodifiableList(values);
    }
  }

  private static final class SetSerializer extends Serializer<Set<?>> {
    @Override
    public void write(Kryo kryo, Output output, Set<?> values) {
      writeAll(kryo, output, values);
    }

    @Override
    public Set<?> read(Kryo kryo, Input input, Class<? extends Set<?>> type) {
      int count = count(input);
      Set<Object> values = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        if (!values.add(element(kryo, input))) {
          throw new KryoException("an element twice in a set");
        }
      }
      return Collections.unmodifiableSet(values);
    }
  }

  private static final class MapSerializer extends Serializer<Map<?, ?>> {
    @Override
    public void write(Kryo kryo, Output output, Map<?, ?> values) {
      output.writeVarInt(values.size(), true);
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        writeElement(kryo, output, entry.getKey());
        writeElement(kryo, output, entry.getValue());
      }
    }

    @Override
    public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> type) {
      int count = count(input);
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Object key = element(kryo, input);
        if (values.put(key, element(kryo, input)) != null) {
          throw new KryoException("a key twice in a map");
        }
      }
      return Collections.unmodifiableMap(values);
    }
  }
}
