package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class TallyTest {
  private static final Tally TALLY = new Tally(9, 4, 7, 2);

  @Test
  @DisplayName("what was undone does not count, and cannot count below nothing")
  void live() {
    assertThat(TALLY.liveUp()).isEqualTo(5);
    assertThat(TALLY.liveDown()).isEqualTo(5);
    assertThat(TALLY.showsContent()).isTrue();
    assertThat(new Tally(9, 9, 7, 6).showsContent()).isTrue();
    assertThat(new Tally(9, 9, 7, 7).showsContent()).isFalse();
    assertThat(new Tally(3, 5, 1, 2).liveUp()).isZero();
    assertThat(new Tally(3, 5, 1, 2).liveDown()).isZero();
    assertThat(TALLY.reset()).isEqualTo(new Tally(9, 9, 7, 7));
    assertThat(new Tally(3, 5, 1, 2).reset()).isEqualTo(new Tally(3, 5, 1, 2));
  }

  @Test
  @DisplayName("one covers another if no cell of that is higher")
  void covers() {
    assertThat(TALLY.covers(TALLY)).isTrue();
    assertThat(TALLY.covers(new Tally(0, 0, 0, 0))).isTrue();
    assertThat(TALLY.covers(new Tally(10, 4, 7, 2))).isFalse();
    assertThat(TALLY.covers(new Tally(9, 5, 7, 2))).isFalse();
    assertThat(TALLY.covers(new Tally(9, 4, 8, 2))).isFalse();
    assertThat(TALLY.covers(new Tally(9, 4, 7, 3))).isFalse();
  }

  @Test
  @DisplayName("cells are joined, parted and told apart one by one")
  void cells() {
    assertThat(TALLY.join(new Tally(1, 5, 9, 0))).isEqualTo(new Tally(9, 5, 9, 2));
    assertThat(TALLY.beyond(new Tally(9, 3, 0, 5))).isEqualTo(new Tally(0, 4, 7, 0));
    assertThat(TALLY.parts().stream().reduce(new Tally(0, 0, 0, 0), Tally::join)).isEqualTo(TALLY);
    assertThat(TALLY.parts()).hasSize(4);
    for (Tally part : TALLY.parts()) {
      Tally rest = TALLY.without(part);
      assertThat(rest.join(part)).isEqualTo(TALLY);
      assertThat(rest.parts()).hasSize(3).doesNotContain(part);
    }
    assertThat(new Tally(0, 0, 0, 1).isEmpty()).isFalse();
    assertThat(new Tally(0, 0, 0, 0).isEmpty()).isTrue();
    assertThat(new Tally(5, 0, 2, 0)).hasToString("+5-2");
    assertThat(TALLY).hasToString("+9(4 undone)-7(2 undone)");
  }

  @Test
  @DisplayName("cells above 63 bits, negative ones and none at all are refused")
  void refused() {
    assertThatThrownBy(() -> new Tally(0, 0, -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 0 -1 0");
    for (int cell = 0; cell < 4; cell++) {
      CanonicalOut out = new CanonicalOut();
      for (int i = 0; i < 4; i++) {
        out.writeVarLong(i == cell ? -1 : 1);
      }
      assertThatThrownBy(() -> Tally.read(new CanonicalIn(out.toByteArray())))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("18446744073709551615");
    }
    assertThatThrownBy(() -> Tally.read(new CanonicalIn(new byte[4])))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("without cells");
    CanonicalOut out = new CanonicalOut();
    TALLY.write(out);
    assertThat(Tally.read(new CanonicalIn(out.toByteArray()))).isEqualTo(TALLY);
  }
}
