package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;

/** Whatever comes between what, the symbols that are kept are those of the items. */
class ResidentSketchProperties {
  @Property(tries = 25)
  void whatIsKeptIsWhatWouldBeCodedAnew(
      @ForAll long seed,
      @ForAll @IntRange(max = 12_000) int initial,
      @ForAll @IntRange(min = 1, max = 3000) int burst,
      @ForAll @IntRange(min = 1, max = 4000) int slice) {
    Run run = new Run(new Random(seed), initial);
    for (int step = 0; step < 40; step++) {
      run.change(burst);
      if (run.random.nextInt(4) != 0) {
        run.sketch.step(1 + run.random.nextInt(slice));
      }
      assertThat(run.sketch.isConsistent()).isTrue();
      if (run.random.nextInt(4) == 0) {
        run.snapshotIsThatOfTheItems();
      }
    }
    run.settle();
    assertThat(run.sketch.isConsistent()).isTrue();
    run.snapshotIsThatOfTheItems();
  }

  /** A tree and its sketch. */
  private static final class Run {
    private final Random random;
    private final MerkleTree tree = new MerkleTree(SketchFixtures.SUITE, new Range(0x3L << 60, 4));
    private final ResidentSketch sketch =
        new ResidentSketch(SketchFixtures.SUITE, ItemSource.of(tree));
    private final List<Item> items = new ArrayList<>();

    Run(Random random, int initial) {
      this.random = random;
      for (int i = 0; i < initial; i++) {
        add();
      }
    }

    /** Updates most of all, but also waves of items that come and go, so that thresholds pass. */
    void change(int most) {
      int wave = random.nextInt(3);
      for (int i = random.nextInt(most); i > 0; i--) {
        if (items.isEmpty() || wave == 0) {
          add();
        } else {
          Item old = items.remove(random.nextInt(items.size()));
          tree.remove(old);
          sketch.removed(old);
          if (wave == 1) {
            add(new Item(old.place(), random.nextLong()));
          }
        }
      }
    }

    private void add() {
      // A third in one narrow range, and some at one place.
      long keyHash = random.nextLong();
      switch (random.nextInt(6)) {
        case 0:
          keyHash = (long) random.nextInt(1000) << 28;
          break;
        case 1:
          keyHash = 77L << 28;
          break;
        default:
          break;
      }
      add(new Item(keyHash >>> 4 | 0x3L << 60, random.nextLong()));
    }

    private void add(Item item) {
      items.add(item);
      tree.add(item);
      sketch.added(item);
    }

    void snapshotIsThatOfTheItems() {
      int size = 1 + random.nextInt(Sketch.RESIDENT_SIZE);
      sketch
          .snapshot(size)
          .ifPresentOrElse(
              symbols ->
                  assertThat(symbols)
                      .isEqualTo(SketchFixtures.symbols(SketchFixtures.SUITE, size, items)),
              () -> {
                assertThat(items.size()).isGreaterThan(ResidentSketch.MAX_CHANGES);
                assertThat(sketch.isStale() || !sketch.isResident()).isTrue();
              });
    }

    void settle() {
      for (int step = 0; step < 100 && (sketch.isStale() || step == 0); step++) {
        sketch.step(1000);
      }
      assertThat(sketch.isStale()).isFalse();
    }
  }
}
