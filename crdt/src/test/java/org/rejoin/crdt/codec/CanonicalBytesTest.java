package org.rejoin.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  @DisplayName("a buffer grows, knows its size and gives copies away")
  void buffer() {
    CanonicalOut out = new CanonicalOut();
    for (int i = 0; i < 300; i++) {
      out.writeByte(i);
    }
    assertThat(out.size()).isEqualTo(300);
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(300);
    assertThat(bytes[299]).isEqualTo((byte) 43);
    bytes[0] = 9;
    assertThat(out.toByteArray()[0]).isZero();
    assertThat(new CanonicalOut().writeRaw(new byte[1000]).size()).isEqualTo(1000);
    assertThat(new CanonicalOut().writeRaw(new byte[60]).writeVarLong(-1).size()).isEqualTo(70);
    assertThat(new CanonicalOut().writeRaw(new byte[60]).writeFixedLong(-1).size()).isEqualTo(68);
  }

  @Test
  @DisplayName("what cannot be written is refused with the value")
  void writerRefuses() {
    assertThatThrownBy(() -> new CanonicalOut().writeVarInt(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    for (String lone : new String[] {"\ud800", "a\ud800", "\udc00", "\ud800x", "\udc00\ud800"}) {
      assertThatThrownBy(() -> CanonicalOut.utf8(lone))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lone surrogate");
    }
    assertThat(CanonicalOut.utf8("\ud83d\ude00\ud83d\ude00")).hasSize(8);
  }

  @Test
  @DisplayName("numbers of every length come back")
  void numbers() {
    for (int bit = 0; bit < 64; bit++) {
      for (long value : new long[] {1L << bit, (1L << bit) - 1, -(1L << bit), ~(1L << bit)}) {
        CanonicalOut out =
            new CanonicalOut()
                .writeVarLong(value)
                .writeSignedVarLong(value)
                .writeFixedLong(value)
                .writeDigest(new Digest128(value, ~value));
        CanonicalIn in = new CanonicalIn(out.toByteArray());
        assertThat(in.readVarLong()).isEqualTo(value);
        assertThat(in.readSignedVarLong()).isEqualTo(value);
        assertThat(in.readFixedLong()).isEqualTo(value);
        assertThat(in.readDigest()).isEqualTo(new Digest128(value, ~value));
        in.expectEnd();
      }
    }
    assertThat(new CanonicalOut().writeFixedLong(0x0102030405060708L).toByteArray())
        .isEqualTo(hex("0102030405060708"));
  }

  @Test
  @DisplayName("a reader keeps to its part of an array")
  void range() {
    CanonicalIn in = new CanonicalIn(hex("0a0b0c0d"), 1, 2);
    assertThat(in.position()).isEqualTo(1);
    assertThat(in.remaining()).isEqualTo(2);
    assertThat(in.readByte()).isEqualTo(0x0b);
    assertThat(in.copySince(1)).isEqualTo(hex("0b"));
    assertThat(in.copySince(2)).isEmpty();
    assertThatThrownBy(() -> in.copySince(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> in.copySince(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(in::expectEnd).hasMessageContaining("offset 2: 1 bytes too many");
    assertThat(in.readByte()).isEqualTo(0x0c);
    in.expectEnd();
    assertThatThrownBy(in::readByte).hasMessageContaining("expected 1 more bytes, 0 remain");
    assertThat(new CanonicalIn(new byte[4], 4, 0).remaining()).isZero();
    for (int[] outside : new int[][] {{-1, 1}, {0, -1}, {4, 1}, {1, 4}}) {
      assertThatThrownBy(() -> new CanonicalIn(new byte[4], outside[0], outside[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(outside[0] + "+" + outside[1]);
    }
  }

  @Test
  @DisplayName("limits are inclusive, and unsigned numbers above them are refused")
  void limits() {
    assertThat(new CanonicalIn(hex("05")).readVarInt(5)).isEqualTo(5);
    assertThatThrownBy(() -> new CanonicalIn(hex("06")).readVarInt(5))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("at most 5, found 6");
    assertThatThrownBy(() -> new CanonicalIn(hex("ffffffffffffffffff01")).readVarInt(5))
        .hasMessageContaining("found 18446744073709551615");
    assertThat(new CanonicalIn(hex("02aabbccdd")).readCount(2)).isEqualTo(2);
    assertThatThrownBy(() -> new CanonicalIn(hex("03aabbccdd")).readCount(2))
        .hasMessageContaining("a count of 3 does not fit in 4 bytes");
    assertThatThrownBy(() -> new CanonicalIn(hex("ffffffffffffffffff01")).readCount(1))
        .isInstanceOf(MalformedBytesException.class);
    assertThat(new CanonicalIn(hex("00")).readCount(1)).isZero();
    assertThat(new CanonicalIn(hex("01aa")).readCount(0)).isEqualTo(1);
    assertThat(new CanonicalIn(hex("01")).readBoolean()).isTrue();
    assertThat(new CanonicalIn(hex("00")).readBoolean()).isFalse();
    assertThatThrownBy(() -> new CanonicalIn(hex("808080808080808080" + "8000")).readVarLong())
        .isInstanceOf(MalformedBytesException.class);
  }

  @Test
  @DisplayName("strings and raw bytes end where they should")
  void strings() {
    CanonicalIn in = new CanonicalIn(hex("0261620163646566"));
    assertThat(in.readString()).isEqualTo("ab");
    assertThat(in.readBytes()).isEqualTo(hex("63"));
    assertThat(in.readRaw(1)).isEqualTo(hex("64"));
    assertThat(in.readRemainingUtf8()).isEqualTo("ef");
    in.expectEnd();
    assertThatThrownBy(() -> new CanonicalIn(hex("00")).readRaw(2))
        .hasMessageContaining("expected 2 more bytes, 1 remain");
    assertThatThrownBy(() -> new CanonicalIn(hex("00")).readRaw(-1))
        .isInstanceOf(MalformedBytesException.class);
    assertThat(new CanonicalIn(hex("00")).readRaw(0)).isEmpty();
  }

  @Test
  @DisplayName("a codec has to write what it read")
  void readCanonical() {
    Codec<Integer> lax =
        Codecs.of("lax", (value, out) -> out.writeByte(value & 1), in -> in.readByte() & 1);
    assertThat(new CanonicalIn(hex("01")).readCanonical(lax)).isEqualTo(1);
    assertThatThrownBy(() -> new CanonicalIn(hex("03")).readCanonical(lax))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("lax");
    Codec<Integer> failing =
        Codecs.of(
            "failing",
            (value, out) -> {},
            in -> {
              throw new IllegalStateException("at " + in.readByte());
            });
    assertThatThrownBy(() -> new CanonicalIn(hex("07")).readCanonical(failing))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessage("codec failing failed at offset 0: at 7")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new CanonicalIn(hex("02")).readCanonical(Codecs.bool()))
        .hasMessageContaining("boolean")
        .hasNoCause();
  }

  @Test
  @DisplayName("digests are numbers modulo 2^128")
  void digests() {
    Random random = new Random(3);
    for (int round = 0; round < 2000; round++) {
      Digest128 a = someDigest(random);
      Digest128 b = someDigest(random);
      long count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextLong();
      assertThat(number(a.plus(b))).isEqualTo(number(a).add(number(b)).mod(MODULUS));
      assertThat(number(a.minus(b))).isEqualTo(number(a).subtract(number(b)).mod(MODULUS));
      BigInteger times = new BigInteger(Long.toUnsignedString(count));
      assertThat(number(a.times(count))).isEqualTo(number(a).multiply(times).mod(MODULUS));
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(number(a).compareTo(number(b)));
      assertThat(a.toHex()).hasSize(32).isEqualTo(a.toString());
    }
    assertThat(new Digest128(1, -1).toHex()).isEqualTo("0000000000000001ffffffffffffffff");
    assertThat(Digest128.ZERO.plus(new Digest128(1, 2))).isEqualTo(new Digest128(1, 2));
  }

  /** Halves that are often 0 or all ones, so that carries happen. */
  private static Digest128 someDigest(Random random) {
    long[] halves = new long[2];
    for (int i = 0; i < 2; i++) {
      halves[i] = random.nextInt(3) == 0 ? random.nextInt(3) - 1L : random.nextLong();
    }
    return new Digest128(halves[0], halves[1]);
  }

  private static BigInteger number(Digest128 digest) {
    return new BigInteger(digest.toHex(), 16);
  }

  @Test
  @DisplayName("byte strings are values: copied, compared unsigned, shown in hexadecimal")
  void bytes() {
    byte[] array = {1, -1};
    Bytes bytes = Bytes.of(array);
    array[0] = 7;
    bytes.toByteArray()[1] = 7;
    assertThat(bytes).hasToString("01ff").isEqualTo(Bytes.of(hex("01ff"))).isNotEqualTo("01ff");
    assertThat(bytes).hasSameHashCodeAs(Bytes.of(hex("01ff"))).isNotEqualTo(Bytes.of(hex("01fe")));
    assertThat(Bytes.of(hex("02")).hashCode()).isNotEqualTo(bytes.hashCode());
    assertThat(bytes.size()).isEqualTo(2);
    assertThat(bytes).isGreaterThan(Bytes.of(hex("017f"))).isGreaterThan(Bytes.of(hex("01")));
    CanonicalOut out = new CanonicalOut();
    bytes.writeRaw(out);
    assertThat(out.toByteArray()).isEqualTo(hex("01ff"));
    byte[] given = hex("05");
    assertThat(Bytes.wrap(given)).isEqualTo(Bytes.of(given));
  }
}
