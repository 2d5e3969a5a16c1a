package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Draws.Stream;

class DrawsTest {
  private final Draws draws = new Draws(42);

  @Test
  void bits_sameArguments_sameBits() {
    assertThat(draws.bits(Stream.LOSS, 7, 9)).isEqualTo(new Draws(42).bits(Stream.LOSS, 7, 9));
  }

  @Test
  void bits_anyArgumentOther_otherBits() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 4; seed++) {
      for (Stream stream : Stream.values()) {
        for (long entity = -8; entity < 8; entity++) {
          for (long counter = 0; counter < 64; counter++) {
            assertThat(seen.add(new Draws(seed).bits(stream, entity, counter))).isTrue();
          }
        }
      }
    }
  }

  @Test
  void unit_manyDraws_evenlySpread() {
    int[] tenths = new int[10];
    for (int i = 0; i < 100_000; i++) {
      tenths[(int) (draws.unit(Stream.LATENCY, 3, i) * 10)]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(9_500, 10_500);
    }
  }

  @Test
  void below_bound_staysBelow() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(draws.below(7, Stream.FAULT, 1, i)).isBetween(0, 6);
      assertThat(draws.between(-5, 5, Stream.CLOCK, 1, i)).isBetween(-5L, 5L);
    }
  }
}
