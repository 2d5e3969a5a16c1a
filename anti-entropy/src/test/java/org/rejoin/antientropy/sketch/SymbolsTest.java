package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class SymbolsTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @Test
  @DisplayName("a run takes 17 bytes a symbol and reads back, whatever part of a sketch it is")
  void roundTrip() {
    Sketch sketch =
        Sketch.of(SUITE, 500, SketchFixtures.randomItems(new Random(1), 1000).iterator());
    for (int[] ends : new int[][] {{0, 0}, {0, 12}, {12, 100}, {127, 500}, {500, 500}}) {
      Symbols run = sketch.symbols(ends[0], ends[1]);
      byte[] bytes = SketchFixtures.bytes(run);
      assertThat(bytes.length).isBetween(run.size() * 17 + 2, run.size() * 17 + 4);
      assertThat(SketchFixtures.read(bytes)).isEqualTo(run).hasSameHashCodeAs(run);
      assertThat(SketchFixtures.read(bytes).from()).isEqualTo(ends[0]);
      assertThat(SketchFixtures.read(bytes).to()).isEqualTo(ends[1]);
    }
  }

  @Test
  @DisplayName("counts go round at 256, on both sides of zero")
  void countsModulo256() {
    Sketch sketch = new Sketch(SUITE, 4);
    Item item = SketchFixtures.item(1, 2);
    for (int i = 1; i <= 300; i++) {
      sketch.add(item);
      assertThat(sketch.symbols(0, 1).count(0)).isEqualTo((byte) i);
    }
    for (int i = 299; i >= -300; i--) {
      sketch.remove(item);
      assertThat(sketch.symbols(0, 1).count(0)).isEqualTo((byte) i);
    }
    // Two ways to the same symbols are equal although one count went round.
    Symbols twice = Symbols.combined(Collections.nCopies(2, many(128)));
    assertThat(twice).isEqualTo(many(0));
    assertThat(many(0).minus(many(3)).count(0)).isEqualTo(-3);
  }

  /** Of the same two items, added and removed in turns, so that nothing but counts is left. */
  private static Symbols many(int count) {
    Sketch sketch = new Sketch(SUITE, 8);
    for (int i = 0; i < count; i++) {
      sketch.add(SketchFixtures.item(1, 1));
    }
    return sketch.symbols(0, 8);
  }

  @Test
  @DisplayName("bytes cut short or too many are refused")
  void truncated() {
    byte[] bytes =
        SketchFixtures.bytes(
            SketchFixtures.symbols(SUITE, 9, SketchFixtures.randomItems(new Random(2), 9)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SketchFixtures.read(cut))
          .isInstanceOf(MalformedBytesException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> SketchFixtures.read(longer))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
  }

  @Test
  @DisplayName("a count that the frame does not hold is refused before anything is allocated")
  void hostileCount() {
    byte[] huge =
        new CanonicalOut()
            .writeVarInt(0)
            .writeVarLong(1L << 40)
            .writeRaw(new byte[100])
            .toByteArray();
    assertThatThrownBy(() -> SketchFixtures.read(huge))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1099511627776");
    byte[] six =
        new CanonicalOut()
            .writeVarInt(0)
            .writeVarInt(6)
            .writeRaw(new byte[5 * 17 + 16])
            .toByteArray();
    assertThatThrownBy(() -> SketchFixtures.read(six))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("count of 6");
  }

  @Test
  @DisplayName("runs beyond the last index are refused, and name it")
  void beyondTheLastIndex() {
    byte[] far = new CanonicalOut().writeVarInt(Symbols.MAX_INDEX + 1).writeVarInt(0).toByteArray();
    assertThatThrownBy(() -> SketchFixtures.read(far))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1048577");
    byte[] over =
        new CanonicalOut()
            .writeVarInt(Symbols.MAX_INDEX - 1)
            .writeVarInt(2)
            .writeRaw(new byte[34])
            .toByteArray();
    assertThatThrownBy(() -> SketchFixtures.read(over))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("2 symbols from 1048575");
  }

  @Test
  @DisplayName("runs of other indices neither combine nor subtract, and parts are inside")
  void misuse() {
    Symbols ten = many(1).run(0, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ten.minus(many(1)))
        .withMessageContaining("0 to 8 beside 0 to 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symbols.combined(List.of(ten, many(1).run(4, 8))));
    assertThatIllegalArgumentException().isThrownBy(() -> Symbols.combined(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> ten.run(1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> ten.run(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> ten.count(4));
    assertThatIllegalArgumentException().isThrownBy(() -> ten.count(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sketch(SUITE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sketch(SUITE, Symbols.MAX_INDEX + 1))
        .withMessageContaining("1048577");
    assertThatIllegalArgumentException().isThrownBy(() -> new Sketch(SUITE, 4).symbols(0, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sketch(SUITE, 4).symbols(-1, 2));
  }
}
