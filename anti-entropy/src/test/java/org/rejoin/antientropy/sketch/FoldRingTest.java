package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

class FoldRingTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;
  private static final int MOST = 1024;

  private record Change(Item item, int sign) {}

  @Test
  @DisplayName("what is folded is what was offered, oldest first, round and round and as it grows")
  void foldsWhatWasOffered() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      FoldRing ring = new FoldRing(MOST);
      Deque<Change> waiting = new ArrayDeque<>();
      Sketch folded = new Sketch(SUITE, 32);
      Sketch model = new Sketch(SUITE, 32);
      for (int step = 0; step < 60; step++) {
        for (int i = random.nextInt(400); i > 0; i--) {
          Change change =
              new Change(SketchFixtures.randomItem(random), random.nextBoolean() ? 1 : -1);
          boolean isKept = ring.offer(change.item, change.sign);
          assertThat(isKept).isEqualTo(waiting.size() < MOST);
          if (isKept) {
            waiting.add(change);
          }
        }
        int limit = random.nextInt(250);
        int expected = Math.min(limit, waiting.size());
        assertThat(ring.fold(folded, limit)).isEqualTo(expected);
        for (int i = 0; i < expected; i++) {
          Change change = waiting.remove();
          model.toggle(change.item, change.sign);
        }
        assertThat(ring.size()).isEqualTo(waiting.size());
        assertThat(folded.symbols(0, 32)).isEqualTo(model.symbols(0, 32));
        if (random.nextInt(20) == 0) {
          ring.clear();
          waiting.clear();
        }
      }
    }
  }

  @Test
  @DisplayName("an empty ring folds nothing")
  void empty() {
    FoldRing ring = new FoldRing(MOST);
    assertThat(ring.fold(new Sketch(SUITE, 4), 10)).isZero();
    ring.offer(SketchFixtures.item(1, 2), 1);
    assertThat(ring.fold(new Sketch(SUITE, 4), 0)).isZero();
    assertThat(ring.size()).isEqualTo(1);
  }
}
