package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreeProperties {
  @Property(tries = 60)
  void incrementalEqualsRebuiltAtEachStep(@ForAll long seed) {
    assertThat(TreeChecks.incrementalEqualsRebuilt(SummedItems::real, new Random(seed), 250))
        .isEmpty();
  }

  @Property(tries = 60)
  void insertionOrderDoesNotCount(@ForAll long seed, @ForAll @IntRange(max = 500) int size) {
    assertThat(TreeChecks.orderDoesNotCount(SummedItems::real, new Random(seed), size)).isEmpty();
  }

  /** Pitfall 16, with growth and shrinking so that leaves split and merge at several levels. */
  @Property(tries = 40)
  void everyNodeIsRightAfterWavesOfChanges(@ForAll long seed) {
    Random random = new Random(seed);
    MerkleTree tree = new MerkleTree(Fixtures.SUITE, Range.all());
    List<Item> model = new ArrayList<>();
    for (int wave = 0; wave < 6; wave++) {
      int target = random.nextInt(800);
      while (model.size() != target) {
        if (model.size() < target) {
          Item item = Fixtures.crowdedItem(random);
          model.add(item);
          tree.add(item);
        } else {
          tree.remove(model.remove(random.nextInt(model.size())));
        }
      }
      assertThat(tree.isConsistent()).isTrue();
      assertThat(tree.count()).isEqualTo(target);
      MerkleTree rebuilt = tree.rebuilt();
      assertThat(rebuilt.isConsistent()).isTrue();
      assertThat(rebuilt.items(Range.all())).isEqualTo(tree.items(Range.all()));
      for (Range range : ranges(random)) {
        assertThat(tree.sum(range)).isEqualTo(rebuilt.sum(range));
      }
    }
  }

  private static List<Range> ranges(Random random) {
    List<Range> ranges = new ArrayList<>();
    ranges.add(Range.all());
    for (int i = 0; i < 20; i++) {
      int bits = 1 + random.nextInt(40);
      long place = Fixtures.crowdedItem(random).place();
      ranges.add(new Range(place >>> (64 - bits) << (64 - bits), bits));
    }
    return ranges;
  }
}
