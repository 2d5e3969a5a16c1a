package org.rejoin.benchmarks.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.sketch.ItemSource;
import org.rejoin.antientropy.sketch.ResidentSketch;
import org.rejoin.benchmarks.harness.Heap;
import org.rejoin.crdt.codec.HashSuite;

/** What it takes to keep items comparable, as far as a test can tell on any machine. */
class UpkeepTest {
  private static final HashSuite SUITE =
      HashSuites.sipHash("a secret of 16 B".getBytes(StandardCharsets.UTF_8));
  private static final double MOST_BYTES = 32;

  /** Bytes an item of a tree with its sketch, after each item has changed once. */
  private static double bytesAnItem(int count) {
    Random random = new Random(3);
    MerkleTree tree = new MerkleTree(SUITE, Range.all());
    ResidentSketch sketch = new ResidentSketch(SUITE, ItemSource.of(tree));
    for (int i = 0; i < count; i++) {
      Item old = new Item(random.nextLong(), random.nextLong());
      Item now = new Item(old.place(), random.nextLong());
      tree.add(old);
      sketch.added(old);
      tree.updateIfThere(old, now);
      sketch.removed(old);
      sketch.added(now);
      sketch.step(2);
    }
    // The sketch reaches the tree, its source.
    return Heap.reachableBytes(sketch) / (double) count;
  }

  @Test
  @DisplayName("items, sums and sketch take at most 32 bytes an item, in a group of a million keys")
  void heap_ofAGroup_atMost32BytesAnItem() {
    for (int count : new int[] {62_500, 125_000, 250_000}) {
      assertThat(bytesAnItem(count)).as("%s items", count).isBetween(16.0, MOST_BYTES);
    }
  }
}
