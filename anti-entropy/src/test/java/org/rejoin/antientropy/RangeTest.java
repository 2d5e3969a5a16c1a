package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class RangeTest {
  @Test
  @DisplayName("the children of a range divide it, down to single places")
  void childrenDivide() {
    Random random = new Random(1);
    for (int bits = 0; bits <= 40; bits++) {
      long keyHash = random.nextLong();
      Range range = new Range(bits == 0 ? 0 : keyHash >>> (64 - bits) << (64 - bits), bits);
      assertThat(range.contains(keyHash)).isTrue();
      assertThat(range.contains(range.prefix())).isTrue();
      assertThat(range.contains(range.last())).isTrue();
      List<Range> children = range.children();
      assertThat(children).hasSize(bits == 40 ? 0 : 1 << Math.min(4, 40 - bits));
      long next = range.prefix();
      for (int i = 0; i < children.size(); i++) {
        Range child = children.get(i);
        assertThat(child.bits()).isEqualTo(Math.min(40, bits + 4));
        assertThat(child.prefix()).isEqualTo(next);
        assertThat(range.childIndex(child.last())).isEqualTo(i);
        assertThat(range.contains(child)).isTrue();
        assertThat(child.contains(range)).isFalse();
        assertThat(child.intersects(range) && range.intersects(child)).isTrue();
        next = child.last() + 1;
      }
      assertThat(children.isEmpty() || next == range.last() + 1).isTrue();
    }
    assertThat(new Range(0, 4).intersects(new Range(1L << 60, 4))).isFalse();
  }

  @Test
  void constructor_bitsOrPrefixOutOfBounds_isRefused() {
    assertThatThrownBy(() -> new Range(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(0, 41)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(1 << 24, 39)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(1, 40)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Range(1 << 24, 40).contains(1 << 24)).isTrue();
  }

  @Test
  @DisplayName("bytes are the number of bits and the bytes that hold them")
  void goldenBytes() {
    assertBytes(Range.all(), "00");
    assertBytes(new Range(0xa000_0000_0000_0000L, 4), "04a0");
    assertBytes(new Range(0xab40_0000_0000_0000L, 10), "0aab40");
    assertBytes(new Range(-1 << 24, 40), "28ffffffffff");
  }

  private static void assertBytes(Range range, String hex) {
    CanonicalOut out = new CanonicalOut();
    range.write(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
    CanonicalIn in = new CanonicalIn(out.toByteArray());
    assertThat(Range.read(in)).isEqualTo(range);
    in.expectEnd();
  }

  @Test
  void read_bitsBeyondThePrefixOrTooMany_isRefused() {
    for (String hex : List.of("29000000000000", "41", "04a1", "0aab41", "ff", "")) {
      assertThatThrownBy(() -> Range.read(new CanonicalIn(HexFormat.of().parseHex(hex))))
          .as(hex)
          .isInstanceOf(MalformedBytesException.class);
    }
  }
}
