package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.ReplicaId;

class HeldTest {
  private static final Origin ORIGIN = new Origin(new ReplicaId(1), Hlc.ZERO);
  private static final PNCounter ONE = PNCounter.empty().edit(ORIGIN, e -> e.increment(1)).state();
  private static final PNCounter TWO = ONE.edit(ORIGIN, e -> e.increment(1)).state();

  @Test
  @DisplayName("a state shows what it has grown from, and all of earlier delete epochs")
  void shows_earlier() {
    assertThat(new Held(TWO, 0).shows(new Held(ONE, 0))).isTrue();
    assertThat(new Held(ONE, 0).shows(new Held(TWO, 0))).isFalse();
    assertThat(new Held(ONE, 1).shows(new Held(TWO, 0))).isTrue();
    assertThat(new Held(TWO, 0).shows(new Held(ONE, 1))).isFalse();
  }

  @Test
  @DisplayName("nothing is shown by all and shows only nothing, whatever type it is of")
  void shows_bottom_hasNoType() {
    Held nothing = new Held(GCounter.empty(), 0);
    assertThat(nothing.shows(new Held(ONE, 0))).isFalse();
    assertThat(new Held(ONE, 0).shows(nothing)).isTrue();
    assertThat(nothing.shows(new Held(PNCounter.empty(), 0))).isTrue();
  }
}
