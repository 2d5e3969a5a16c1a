package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.crdt.codec.HashSuite;

class ResidentSketchTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;
  private static final int MANY = ResidentSketch.MAX_CHANGES + 1000;

  private final Random random = new Random(1);
  private final MerkleTree tree = new MerkleTree(SUITE, Range.all());
  private final CountingSource source = new CountingSource(ItemSource.of(tree));
  private final ResidentSketch sketch = new ResidentSketch(SUITE, source);
  private final List<Item> items = new ArrayList<>();

  /** Counts the items that were read. */
  private static final class CountingSource implements ItemSource {
    private final ItemSource source;
    private long read;

    CountingSource(ItemSource source) {
      this.source = source;
    }

    @Override
    public Range root() {
      return source.root();
    }

    @Override
    public long count(Range range) {
      return source.count(range);
    }

    @Override
    public List<Item> items(Range range) {
      List<Item> found = source.items(range);
      read += found.size();
      return found;
    }
  }

  private void add(int count) {
    for (Item item : SketchFixtures.randomItems(random, count)) {
      items.add(item);
      tree.add(item);
      sketch.added(item);
    }
  }

  private void update(int count) {
    for (int i = 0; i < count; i++) {
      Item old = items.remove(items.size() - 1 - i);
      tree.remove(old);
      sketch.removed(old);
      Item item = new Item(old.place(), random.nextLong());
      items.add(item);
      tree.add(item);
      sketch.added(item);
    }
  }

  private Optional<Symbols> truth() {
    return Optional.of(SketchFixtures.symbols(SUITE, Sketch.RESIDENT_SIZE, items));
  }

  private Optional<Symbols> snapshot() {
    return sketch.snapshot(Sketch.RESIDENT_SIZE);
  }

  @Test
  @DisplayName("few items keep no symbols and answer at once")
  void fewItems() {
    assertThat(snapshot()).isEqualTo(truth());
    add(ResidentSketch.RESIDENT_FROM - 1);
    sketch.step(1000);
    assertThat(sketch.isResident()).isFalse();
    assertThat(sketch.isStale()).isFalse();
    assertThat(snapshot()).isEqualTo(truth());
    assertThat(sketch.waiting()).isZero();
  }

  @Test
  @DisplayName("symbols are kept from 4096 items on and given up below 2048")
  void thresholds() {
    add(ResidentSketch.RESIDENT_FROM);
    sketch.step(1000);
    assertThat(sketch.isResident()).isTrue();
    assertThat(sketch.isStale()).isTrue();
    // Few enough to be coded at once meanwhile.
    assertThat(snapshot()).isEqualTo(truth());
    while (sketch.isStale()) {
      sketch.step(1000);
    }
    long read = source.read;
    assertThat(snapshot()).isEqualTo(truth());
    assertThat(source.read).isEqualTo(read);
    while (items.size() >= ResidentSketch.RESIDENT_FROM / 2) {
      assertThat(sketch.isResident()).isTrue();
      Item item = items.remove(items.size() - 1);
      tree.remove(item);
      sketch.removed(item);
      sketch.step(10);
    }
    assertThat(sketch.isResident()).isFalse();
    assertThat(sketch.waiting()).isZero();
    assertThat(snapshot()).isEqualTo(truth());
  }

  @Test
  @DisplayName("many items are coded in slices, with no snapshot until all are")
  void slices() {
    add(MANY);
    int steps = 0;
    do {
      assertThat(snapshot()).isEmpty();
      long read = source.read;
      sketch.step(500);
      assertThat(source.read - read).isBetween(1L, 500L);
      steps++;
      update(3);
    } while (sketch.isStale());
    assertThat(steps).isBetween(MANY / 500, MANY / 250);
    assertThat(snapshot()).isEqualTo(truth());
  }

  @Test
  @DisplayName("a full ring makes symbols stale; they come back while updates go on")
  void fullRing() {
    add(MANY);
    sketch.step(10 * MANY);
    assertThat(sketch.isStale()).isFalse();
    update(ResidentSketch.MAX_CHANGES / 2);
    assertThat(sketch.isStale()).isFalse();
    assertThat(sketch.waiting()).isEqualTo(ResidentSketch.MAX_CHANGES);
    update(1);
    assertThat(sketch.isStale()).isTrue();
    assertThat(sketch.waiting()).isZero();
    assertThat(snapshot()).isEmpty();
    while (sketch.isStale()) {
      update(100);
      sketch.step(1000);
    }
    assertThat(sketch.isConsistent()).isTrue();
    assertThat(snapshot()).isEqualTo(truth());
  }

  @Test
  @DisplayName("a step folds no more than it may; a snapshot folds all")
  void folding() {
    add(MANY);
    sketch.step(10 * MANY);
    update(500);
    sketch.step(300);
    assertThat(sketch.waiting()).isEqualTo(700);
    assertThat(snapshot()).isEqualTo(truth());
    assertThat(sketch.waiting()).isZero();
  }

  @Test
  @DisplayName("the oracle finds a change that was not told")
  void oracle() {
    add(MANY);
    sketch.step(10 * MANY);
    assertThat(sketch.isConsistent()).isTrue();
    tree.add(SketchFixtures.item(1, 2));
    assertThat(sketch.isConsistent()).isFalse();
  }

  @Test
  @DisplayName("steps and snapshots of no size are refused")
  void misuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sketch.step(0))
        .withMessageContaining("0");
    assertThatIllegalArgumentException().isThrownBy(() -> sketch.snapshot(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sketch.snapshot(4097))
        .withMessageContaining("4097");
  }
}
