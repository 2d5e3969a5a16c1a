package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

@DisplayName("The codec of application records")
class KryoCodecTest {
  enum Currency {
    GBP,
    EUR {
      @Override
      public String toString() {
        return "euro";
      }
    }
  }

  record Price(long pence, Currency currency) {}

  record Line(String sku, int quantity, Price price, @Nullable String note) {}

  record Order(
      UUID id,
      List<Line> lines,
      Set<String> tags,
      Map<String, Price> extras,
      byte[] raw,
      BigDecimal total,
      BigInteger big,
      Instant at,
      Duration took,
      LocalDate day,
      LocalDateTime local,
      double ratio,
      boolean gift) {}

  record Stranger(String who) {}

  record Holder(Object anything) {}

  record Checked(int positive) {
    Checked {
      if (positive < 1) {
        throw new IllegalArgumentException("not positive: " + positive);
      }
    }
  }

  sealed interface Shape permits Circle, Square {}

  record Circle(int radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Tree(List<Tree> children) {}

  private static final KryoCodec<Line> LINES =
      KryoCodec.of("line", Line.class, Price.class, Currency.class);
  private static final KryoCodec<Holder> HOLDERS = KryoCodec.of("holder", Holder.class);

  private static final int FIRST_APPLICATION_ID = 50;

  private static Line line() {
    return new Line("85123A \u2603", 6, new Price(255, Currency.EUR), null);
  }

  /** Bytes as the codec frames them: a length, then what {@code writer} writes. */
  private static byte[] crafted(Consumer<Output> writer) {
    Output output = new Output(64, -1);
    writer.accept(output);
    return new CanonicalOut().writeBytes(output.toBytes()).toByteArray();
  }

  /** A class id as Kryo writes it. */
  private static void id(Output output, int id) {
    output.writeVarInt(id + 2, true);
  }

  @Test
  void records_enums_and_collections_come_back_equal() throws Exception {
    KryoCodec<Order> codec =
        KryoCodec.of("order", Order.class, Line.class, Price.class, Currency.class);
    Map<String, Price> extras = new TreeMap<>(Map.of("wrap", new Price(99, Currency.GBP)));
    Order order =
        new Order(
            UUID.fromString("7f1d9fb0-0c4b-4f34-9f2c-0a1b2c3d4e5f"),
            List.of(line(), new Line("x", -1, new Price(Long.MIN_VALUE, Currency.GBP), "note")),
            new LinkedHashSet<>(List.of("b", "a")),
            extras,
            new byte[] {1, -1},
            new BigDecimal("-12.3400"),
            BigInteger.TWO.pow(200),
            Instant.parse("2011-12-09T12:50:00.123456789Z"),
            Duration.ofMillis(-3),
            LocalDate.of(2010, 12, 1),
            LocalDateTime.of(2010, 12, 1, 8, 26),
            Math.PI,
            true);

    Order back = codec.decode(codec.encode(order));

    for (RecordComponent part : Order.class.getRecordComponents()) {
      assertThat(part.getAccessor().invoke(back))
          .as(part.getName())
          .isEqualTo(part.getAccessor().invoke(order));
    }
    assertThat(back.tags()).containsExactly("b", "a");
    assertThat(codec.isCanonical()).isFalse();
    assertThat(codec.name()).isEqualTo("order");
  }

  @Test
  void every_implementation_of_list_set_and_map_is_taken() {
    List<Object> values =
        List.of(
            List.of(),
            List.of(1),
            List.of(1, 2, 3),
            new ArrayList<>(List.of("a")),
            new LinkedList<>(List.of("b")),
            List.of(1, 2, 3).subList(1, 2),
            Set.of(1),
            Map.of("k", 1L),
            new HashMap<>(Map.of(2, 'c')));
    for (Object value : values) {
      assertThat(HOLDERS.decode(HOLDERS.encode(new Holder(value))).anything()).isEqualTo(value);
    }
    Object list = HOLDERS.decode(HOLDERS.encode(new Holder(List.of(1)))).anything();
    assertThatThrownBy(() -> ((List<?>) list).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_sealed_interface_is_coded_by_its_records() {
    KryoCodec<Shape> codec = KryoCodec.of("shape", Shape.class, Circle.class, Square.class);
    assertThat(codec.decode(codec.encode(new Square(3)))).isEqualTo(new Square(3));
    assertThat(codec.decode(codec.encode(new Circle(4)))).isEqualTo(new Circle(4));
  }

  @Test
  void equal_instances_of_the_codec_write_equal_bytes() {
    KryoCodec<Line> same = KryoCodec.of("line", Line.class, Price.class, Currency.class);
    assertThat(same.encode(line())).isEqualTo(LINES.encode(line()));
  }

  @Test
  void an_unregistered_class_is_refused_with_the_line_to_add() {
    assertThatThrownBy(() -> HOLDERS.encode(new Holder(new Stranger("me"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Stranger is not registered")
        .hasMessageContaining("KryoCodec.of(\"holder\", ..., Stranger.class)");
    assertThatThrownBy(() -> HOLDERS.encode(new Holder(new Random(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.Random is not registered");
    assertThat(HOLDERS.decode(HOLDERS.encode(new Holder("still works"))).anything())
        .isEqualTo("still works");
  }

  @Test
  void only_records_and_enums_each_once_may_be_named() {
    assertThatThrownBy(() -> KryoCodec.of("x", Line.class, ArrayList.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.util.ArrayList is neither");
    assertThatThrownBy(() -> KryoCodec.of("x", Line.class, Line.class))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> KryoCodec.of("a<b>", Line.class)).hasMessageContaining("a<b>");
  }

  @Test
  void nulls_in_collections_are_refused() {
    List<String> withNull = new ArrayList<>();
    withNull.add(null);
    assertThatThrownBy(() -> HOLDERS.encode(new Holder(withNull)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no null");
  }

  @Test
  @DisplayName("A length bomb is refused before anything of that length is made")
  void length_bombs_are_refused() {
    int huge = Integer.MAX_VALUE - 8;
    Map<String, Consumer<Output>> bombs = new TreeMap<>();
    bombs.put(
        "list",
        out -> {
          id(out, 30);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "set",
        out -> {
          id(out, 31);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "map",
        out -> {
          id(out, 32);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "negative list",
        out -> {
          id(out, 30);
          out.writeVarInt(-1, true);
        });
    bombs.put(
        "string",
        out -> {
          id(out, 1);
          out.writeVarIntFlag(true, huge, true);
        });
    bombs.put(
        "negative string",
        out -> {
          id(out, 1);
          out.writeVarIntFlag(true, -5, true);
        });
    bombs.put(
        "big integer",
        out -> {
          id(out, 10);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "big decimal",
        out -> {
          id(out, 11);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "byte[]",
        out -> {
          id(out, 16);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "int[]",
        out -> {
          id(out, 17);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "long[]",
        out -> {
          id(out, 18);
          out.writeVarInt(huge, true);
        });
    bombs.put(
        "double[]",
        out -> {
          id(out, 19);
          out.writeVarInt(huge, true);
        });
    Object[] samples = {
      List.of(),
      Set.of(),
      Map.of(),
      "s\u00e9",
      BigInteger.TEN,
      new BigDecimal("1.5"),
      new byte[0],
      new int[0],
      new long[0],
      new double[0]
    };
    for (Object sample : samples) {
      HOLDERS.encode(new Holder(sample));
    }
    bombs.forEach(
        (name, bomb) -> {
          byte[] bytes =
              crafted(
                  out -> {
                    id(out, FIRST_APPLICATION_ID);
                    bomb.accept(out);
                  });
          assertThatThrownBy(() -> HOLDERS.decode(bytes))
              .as(name)
              .isInstanceOf(MalformedBytesException.class);
        });
  }

  @Test
  void the_crafted_class_ids_are_those_in_use() {
    Map<Object, Integer> ids = new HashMap<>();
    ids.put(List.of(), 30);
    ids.put(Set.of(), 31);
    ids.put(Map.of(), 32);
    ids.put("s", 1);
    ids.put(BigInteger.TEN, 10);
    ids.put(new BigDecimal("1.5"), 11);
    ids.put(new byte[0], 16);
    ids.put(new int[0], 17);
    ids.put(new long[0], 18);
    ids.put(new double[0], 19);
    ids.forEach(
        (value, id) -> {
          byte[] bytes = HOLDERS.encode(new Holder(value));
          assertThat(bytes[1]).isEqualTo((byte) (FIRST_APPLICATION_ID + 2));
          assertThat(bytes[2]).as(value.getClass().getName()).isEqualTo((byte) (id + 2));
        });
  }

  @Test
  void deep_nesting_is_refused() {
    KryoCodec<Tree> codec = KryoCodec.of("tree", Tree.class);
    Tree tree = new Tree(List.of());
    for (int depth = 0; depth < 20; depth++) {
      tree = new Tree(List.of(tree));
    }
    assertThat(codec.decode(codec.encode(tree))).isEqualTo(tree);
    byte[] bomb =
        crafted(
            out -> {
              for (int depth = 0; depth < 100_000; depth++) {
                id(out, FIRST_APPLICATION_ID);
                id(out, 30);
                out.writeVarInt(1, true);
              }
            });
    assertThatThrownBy(() -> codec.decode(bomb))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void truncated_and_flipped_bytes_are_malformed_or_another_value() {
    byte[] bytes = LINES.encode(line());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LINES.decode(cut)).isInstanceOf(MalformedBytesException.class);
    }
    Random random = new Random(7);
    for (int round = 0; round < 10_000; round++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(LINES.decode(flipped)).isInstanceOf(Line.class);
      } catch (MalformedBytesException expected) {
        assertThat(expected).hasMessageStartingWith("");
      }
    }
    assertThat(LINES.decode(bytes)).isEqualTo(line());
  }

  @Test
  void random_bytes_are_malformed_or_a_value() {
    Random random = new Random(11);
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      byte[] framed = new CanonicalOut().writeBytes(bytes).toByteArray();
      try {
        HOLDERS.decode(framed);
      } catch (MalformedBytesException expected) {
        continue;
      }
    }
  }

  @Test
  void another_class_at_the_top_trailing_bytes_and_a_record_that_refuses_are_malformed() {
    KryoCodec<Checked> checked = KryoCodec.of("checked", Checked.class);
    assertThat(checked.decode(checked.encode(new Checked(7)))).isEqualTo(new Checked(7));
    assertThatThrownBy(
            () ->
                checked.decode(
                    crafted(
                        out -> {
                          id(out, FIRST_APPLICATION_ID);
                          out.writeVarInt(0, false);
                        })))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("not positive: 0");
    assertThatThrownBy(
            () ->
                LINES.decode(
                    crafted(
                        out -> {
                          id(out, 1);
                          out.writeString("hi");
                        })))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("another class");
    assertThatThrownBy(
            () ->
                HOLDERS.decode(
                    crafted(
                        out -> {
                          id(out, FIRST_APPLICATION_ID);
                          out.writeVarInt(0, true);
                          out.writeByte(1);
                        })))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes left");
  }

  @Test
  void a_value_above_the_limit_is_refused_when_written() {
    assertThatThrownBy(() -> HOLDERS.encode(new Holder(new byte[KryoCodec.MAX_BYTES])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void many_threads_share_one_codec() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        results.add(
            pool.submit(
                () -> {
                  for (int round = 0; round < 2_000; round++) {
                    if (!LINES.decode(LINES.encode(line())).equals(line())) {
                      return false;
                    }
                  }
                  return true;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
