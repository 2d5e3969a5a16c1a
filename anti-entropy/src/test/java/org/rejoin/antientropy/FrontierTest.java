package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrontierTest {
  @Test
  @DisplayName("updates in sequence move it; behind a gap they wait for a proof")
  void streamed_overAGap_waits() {
    Frontier frontier = new Frontier();
    frontier.streamed(0, 5);
    frontier.streamed(5, 7);
    assertThat(frontier.held()).isEqualTo(7);
    frontier.streamed(9, 12);
    frontier.streamed(9, 14);
    assertThat(frontier.held()).isEqualTo(7);
    assertThat(frontier).hasToString("7 and 10..14");
    frontier.proven(8);
    assertThat(frontier.held()).isEqualTo(8);
    frontier.proven(9);
    assertThat(frontier.held()).isEqualTo(14);
    frontier.proven(3);
    frontier.streamed(20, 19);
    assertThat(frontier).as("nothing takes it back").hasToString("14");
  }

  @Test
  @DisplayName("of two runs behind gaps the later one is kept")
  void streamed_twoRuns_later() {
    Frontier frontier = new Frontier();
    frontier.streamed(5, 9);
    frontier.streamed(20, 21);
    frontier.streamed(4, 8);
    frontier.proven(9);
    assertThat(frontier).hasToString("9 and 21..21");
    frontier.proven(20);
    assertThat(frontier.held()).isEqualTo(21);
  }

  @Test
  @DisplayName("a refused update is a hole: others go on, what is held ends before it")
  void refused_isAHole() {
    Frontier frontier = new Frontier();
    frontier.refused(4);
    frontier.streamed(0, 10);
    assertThat(frontier.applied()).isEqualTo(10);
    assertThat(frontier.held()).isEqualTo(3);
    frontier.refused(8);
    frontier.refused(0);
    assertThat(frontier).hasToString("10 but 4..8");
    frontier.proven(5);
    assertThat(frontier.held()).isEqualTo(5);
    frontier.proven(8);
    assertThat(frontier.held()).isEqualTo(10);
  }

  @Test
  @DisplayName("it never says more than a set of numbers would, and all once all was proven")
  void held_never_moreThanTheSet() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Frontier frontier = new Frontier();
      TreeSet<Long> held = new TreeSet<>();
      for (int step = 0; step < 30; step++) {
        long since = random.nextInt(30);
        long whole = since + random.nextInt(6);
        TreeSet<Long> refused = new TreeSet<>();
        if (random.nextInt(4) == 0) {
          frontier.proven(since);
          add(held, 0, since);
        } else {
          for (long number = since + 1; number <= whole; number++) {
            if (random.nextInt(6) == 0 && !held.contains(number)) {
              refused.add(number);
              frontier.refused(number);
            }
          }
          frontier.streamed(since, whole);
          add(held, since, whole);
          held.removeAll(refused);
        }
        assertThat(frontier.held())
            .as("seed %d, %s", seed, frontier)
            .isLessThanOrEqualTo(end(held));
      }
      frontier.proven(40);
      assertThat(frontier.held()).isEqualTo(40);
    }
  }

  private static void add(TreeSet<Long> held, long since, long whole) {
    for (long number = since + 1; number <= whole; number++) {
      held.add(number);
    }
  }

  private static long end(TreeSet<Long> held) {
    long end = 0;
    while (held.contains(end + 1)) {
      end++;
    }
    return end;
  }
}
