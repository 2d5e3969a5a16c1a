package org.rejoin.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecsTest {
  private enum Colour {
    RED,
    GREEN
  }

  private static final Codec<Colour> COLOURS = Codecs.enumeration("colour", Colour.class);

  @Test
  @DisplayName("values have the bytes that are documented, and come back")
  void golden() {
    golden(Codecs.utf8(), "aé", "0361c3a9");
    golden(Codecs.utf8(), "", "00");
    golden(Codecs.int64(), 0L, "00");
    golden(Codecs.int64(), -1L, "01");
    golden(Codecs.int64(), 64L, "8001");
    golden(Codecs.int64(), Long.MIN_VALUE, "ffffffffffffffffff01");
    golden(Codecs.uint64(), 127L, "7f");
    golden(Codecs.uint64(), 128L, "8001");
    golden(Codecs.uint64(), -1L, "ffffffffffffffffff01");
    golden(Codecs.bytes(), Bytes.of(new byte[] {1, -1}), "0201ff");
    golden(Codecs.bool(), true, "01");
    golden(Codecs.bool(), false, "00");
    golden(Codecs.float64(), 1.5, "3ff8000000000000");
    golden(Codecs.float64(), -0.0, "8000000000000000");
    golden(Codecs.float64(), Double.NaN, "7ff8000000000000");
    golden(Codecs.decimal(), new BigDecimal("1.00"), "040164");
    golden(Codecs.decimal(), new BigDecimal("-1E+3"), "0501ff");
    golden(Codecs.decimal(), BigDecimal.ZERO, "000100");
    golden(Codecs.uuid(), new UUID(1, -1), "0000000000000001ffffffffffffffff");
    golden(COLOURS, Colour.GREEN, "05475245454e");
    golden(Codecs.list(Codecs.utf8()), List.of("b", "a"), "0201620161");
    golden(Codecs.list(Codecs.list(Codecs.bool())), List.of(List.of(), List.of(true)), "02000101");
  }

  private static <E> void golden(Codec<E> codec, E value, String hex) {
    assertThat(HexFormat.of().formatHex(codec.encode(value))).as("%s", value).isEqualTo(hex);
    assertThat(codec.decode(HexFormat.of().parseHex(hex))).isEqualTo(value);
    assertThat(codec.isCanonical()).isTrue();
    assertThat(codec.hash(value)).isEqualTo(codec.hash(codec.decode(codec.encode(value))));
  }

  @Test
  @DisplayName("every NaN is written as one")
  void oneNan() {
    double other = Double.longBitsToDouble(0x7ff8000000000001L);
    assertThat(Codecs.float64().encode(other)).isEqualTo(Codecs.float64().encode(Double.NaN));
  }

  @Test
  @DisplayName("bytes that no value writes are refused, with the reason")
  void refused() {
    refused(Codecs.float64(), "7ff8000000000001", "NaN");
    refused(Codecs.bool(), "02", "0 or 1, found 2");
    refused(Codecs.decimal(), "0400", "not a decimal: scale 2, 0 bytes");
    refused(Codecs.decimal(), "04020001", "longer than needed");
    refused(Codecs.decimal(), "8080808020" + "0101", "scale 4294967296");
    refused(COLOURS, "0442" + "4c5545", "colour has no BLUE, only [GREEN, RED]");
    refused(Codecs.utf8(), "01ff", "not UTF-8");
    refused(Codecs.utf8(), "0261", "count of 2");
    refused(Codecs.list(Codecs.bool()), "0301", "count of 3");
    refused(Codecs.uint64(), "8000", "longer than needed");
    refused(Codecs.uint64(), "ffffffffffffffffff02", "above 64 bits");
    refused(Codecs.uint64(), "7f7f", "1 bytes too many");
    refused(Codecs.uuid(), "00", "expected 8 more bytes, 1 remain");
  }

  private static void refused(Codec<?> codec, String hex, String why) {
    assertThatThrownBy(() -> codec.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(why);
  }

  @Test
  @DisplayName("lists nest 64 deep and no deeper")
  void depth() {
    assertThat(nested(CanonicalIn.MAX_DEPTH)).isNotNull();
    assertThatThrownBy(() -> nested(CanonicalIn.MAX_DEPTH + 1))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("deeper than 64");
  }

  @SuppressWarnings("unchecked") // lists of lists of nothing
  private static Object nested(int depth) {
    Codec<List<Object>> codec = Codecs.list((Codec<Object>) (Codec<?>) Codecs.bool());
    byte[] bytes = new byte[depth];
    for (int i = 1; i < depth; i++) {
      codec = Codecs.list((Codec<Object>) (Codec<?>) codec);
      bytes[i - 1] = 1;
    }
    return codec.decode(bytes);
  }

  @Test
  @DisplayName("siblings do not count as depth")
  void depthIsLeft() {
    Codec<List<List<Boolean>>> codec = Codecs.list(Codecs.list(Codecs.bool()));
    List<List<Boolean>> many = Stream.generate(() -> List.of(true)).limit(100).toList();
    assertThat(codec.decode(codec.encode(many))).isEqualTo(many);
  }

  @Test
  @DisplayName("a list is as canonical as its items, and cannot be changed")
  void list() {
    Codec<String> loose =
        new Codec<>() {
          @Override
          public String name() {
            return "loose";
          }

          @Override
          public void write(String value, CanonicalOut out) {
            out.writeString(value);
          }

          @Override
          public String read(CanonicalIn in) {
            return in.readString();
          }

          @Override
          public boolean isCanonical() {
            return false;
          }
        };
    assertThat(Codecs.list(loose).isCanonical()).isFalse();
    assertThat(Codecs.list(loose).name()).isEqualTo("list<loose>");
    List<Boolean> read = Codecs.list(Codecs.bool()).decode(new byte[] {1, 1});
    assertThatThrownBy(() -> read.add(false)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("a hash depends on the value alone and spreads")
  void hashes() {
    assertThat(Codecs.int64().hash(1L)).isEqualTo(Codec.spread(1)).isNotEqualTo(1);
    assertThat(Codecs.bytes().hash(Bytes.of(new byte[] {1})))
        .isEqualTo(Codec.spread(31 * (31 + 1) + 1));
    assertThat(Stream.iterate(0L, i -> i + 1).limit(1000).map(Codecs.int64()::hash).distinct())
        .hasSize(1000);
    assertThat(Codecs.utf8()).hasToString("utf8");
  }
}
