package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final int WALKS = 200_000;

  @Test
  @DisplayName("an item is in symbol i with probability 1/(1 + i/2), less 4 % at 1 and less above")
  void probabilities() {
    int[] hits = new int[1001];
    Random random = new Random(1);
    for (int walk = 0; walk < WALKS; walk++) {
      Mapping mapping = new Mapping(random.nextLong());
      while (mapping.index() < hits.length) {
        hits[mapping.index()]++;
        mapping.advance();
      }
    }
    assertThat(hits[0]).isEqualTo(WALKS);
    double touched = 0;
    for (int index = 0; index < hits.length; index++) {
      double p = index == 0 ? 1 : Mapping.probability(index);
      assertThat(p * (1 + index / 2.0)).isBetween(1 - 0.08 / (index + 1), 1.0);
      double deviation = Math.sqrt(WALKS * p * (1 - p));
      assertThat((double) hits[index])
          .as("index " + index)
          .isBetween(WALKS * p - 5 * deviation, WALKS * p + 5 * deviation);
      touched += hits[index];
    }
    assertThat(touched / WALKS).isBetween(12.85, 13.0);
  }

  @Test
  @DisplayName("walks ascend, whatever the seed, and end")
  void walksAscend() {
    Random random = new Random(2);
    for (int walk = 0; walk < 10_000; walk++) {
      Mapping mapping = new Mapping(walk < 100 ? walk - 50 : random.nextLong());
      int steps = 0;
      while (mapping.index() < Integer.MAX_VALUE) {
        int before = mapping.index();
        mapping.advance();
        assertThat(mapping.index()).isGreaterThan(before);
        assertThat(++steps).isLessThan(200);
      }
    }
  }

  @Test
  @DisplayName("the extremes of chance are a step of one and a long one")
  void extremes() {
    // Seeds whose first draw has 64 ones, and none.
    Mapping nearest = new Mapping(0x31628af67b2131abL);
    nearest.advance();
    assertThat(nearest.index()).isEqualTo(1);
    Mapping farthest = new Mapping(0x61c8864680b583ebL);
    farthest.advance();
    assertThat(farthest.index()).isEqualTo(142_359_397);
  }
}
