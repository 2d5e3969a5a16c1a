package org.rejoin.antientropy.sketch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The sketch of a group, kept up to date off the path of its writes: a change costs its place in a
 * ring of {@value #MAX_CHANGES} (8192 updates, old item out and new one in), which {@link #step}
 * and {@link #snapshot} fold. When the ring is full the sketch is <em>stale</em> and is coded anew
 * from the items, some of them a step; a writer never waits.
 *
 * <p>A group of fewer than {@value #RESIDENT_FROM} items has no sketch: its symbols are coded when
 * they are asked for, in less time than a full ring takes to fold. So the symbols that are kept (98
 * kB) never take more than the 25 to 30 B an item of the tree, and a thousand small stores in one
 * process take nothing for them. Where symbols are stale and items too many for coding them at
 * once, there is no snapshot.
 *
 * <p>Implementation notes. While items are coded anew, in the order of places, the sketch is that
 * of the items below {@code next}: a change below it goes through the ring, one beyond it is met
 * when its range is coded. As each step and each change is whole, either way counts it once.
 *
 * <p>Cost: about 0.3 us an item folded or coded. Not thread-safe.
 */
public final class ResidentSketch {
  /** Changes that wait to be folded; one more, and the sketch is stale. */
  public static final int MAX_CHANGES = 1 << 14;

  /** From so many items on a sketch is kept. */
  public static final int RESIDENT_FROM = 4096;

  /** It is given up below that: far enough below, so that nothing flaps. */
  private static final int RESIDENT_UNTIL = RESIDENT_FROM / 2;

  private final HashSuite suite;
  private final ItemSource source;
  private final FoldRing ring = new FoldRing(MAX_CHANGES);
  private @Nullable Sketch sketch;

  /** The first place that is not coded yet, while {@link #isWhole} is not. */
  private long next;

  private boolean isWhole;

  /** Of what {@code source} holds. */
  public ResidentSketch(HashSuite suite, ItemSource source) {
    this.suite = suite;
    this.source = source;
  }

  /** An item was added to the source, in this step. O(1). */
  public void added(Item item) {
    changed(item, 1);
  }

  /** An item was removed from the source, in this step. O(1). */
  public void removed(Item item) {
    changed(item, -1);
  }

  private void changed(Item item, int sign) {
    boolean isCoded = isWhole || Long.compareUnsigned(item.place(), next) < 0;
    if (sketch != null && isCoded && !ring.offer(item, sign)) {
      beginAnew(sketch);
    }
  }

  /**
   * Folds changes and codes items, about {@code maxItems} of both, more only where one place has
   * more items.
   *
   * @throws IllegalArgumentException if {@code maxItems} is below 1
   */
  public void step(int maxItems) {
    if (maxItems < 1) {
      throw new IllegalArgumentException("a step of " + maxItems + " items");
    }
    long held = source.count(source.root());
    if (held < (sketch == null ? RESIDENT_FROM : RESIDENT_UNTIL)) {
      release();
      return;
    }
    Sketch kept = kept();
    int left = maxItems - ring.fold(kept, maxItems);
    while (!isWhole && left > 0) {
      left -= code(kept, left);
    }
  }

  /**
   * The first {@code size} symbols of the items as they are now; empty while they are stale.
   *
   * @param size 1 to {@link Sketch#RESIDENT_SIZE}
   */
  public Optional<Symbols> snapshot(int size) {
    if (size < 1 || size > Sketch.RESIDENT_SIZE) {
      throw new IllegalArgumentException(
          "a snapshot of 1 to " + Sketch.RESIDENT_SIZE + " symbols, not " + size);
    }
    if (sketch != null && isWhole) {
      ring.fold(sketch, MAX_CHANGES);
      return Optional.of(sketch.symbols(0, size));
    }
    return source.count(source.root()) <= MAX_CHANGES
        ? Optional.of(coded(size).symbols(0, size))
        : Optional.empty();
  }

  /** Whether {@link #step} has something to do. */
  public boolean isInNeed() {
    long held = source.count(source.root());
    return sketch == null
        ? held >= RESIDENT_FROM
        : held < RESIDENT_UNTIL || !isWhole || ring.size() > 0;
  }

  /** Whether symbols are kept, be they stale or not. */
  public boolean isResident() {
    return sketch != null;
  }

  /** Whether symbols are kept but not those of all items yet: give it time by {@link #step}. */
  public boolean isStale() {
    return sketch != null && !isWhole;
  }

  /** Changes that wait to be folded. */
  public int waiting() {
    return ring.size();
  }

  /**
   * The oracle: whether the symbols that are kept, if they are not stale, are those of the items.
   * Codes them all anew.
   */
  public boolean isConsistent() {
    if (sketch == null || !isWhole) {
      return true;
    }
    int size = Sketch.RESIDENT_SIZE;
    return snapshot(size).equals(Optional.of(coded(size).symbols(0, size)));
  }

  private Sketch coded(int size) {
    return Sketch.of(suite, size, source.items(source.root()).iterator());
  }

  private Sketch kept() {
    if (sketch == null) {
      sketch = new Sketch(suite, Sketch.RESIDENT_SIZE);
      beginAnew(sketch);
    }
    return sketch;
  }

  private void beginAnew(Sketch kept) {
    ring.clear();
    kept.clear();
    next = source.root().prefix();
    isWhole = false;
  }

  private void release() {
    ring.clear();
    sketch = null;
    isWhole = false;
  }

  /** Codes the items of the next range; returns how many. */
  private int code(Sketch kept, int limit) {
    Range range = nextRange(limit);
    int coded = 0;
    for (Item item : source.items(range)) {
      kept.add(item);
      coded++;
    }
    isWhole = range.last() == source.root().last();
    next = range.last() + 1;
    return coded;
  }

  /** The widest range that begins at {@link #next} and has at most {@code limit} items. */
  private Range nextRange(int limit) {
    Range root = source.root();
    int bits = Math.max(root.bits(), Long.SIZE - Long.numberOfTrailingZeros(next));
    Range range = new Range(next, bits);
    while (range.bits() < Item.PLACE_BITS && source.count(range) > limit) {
      range = new Range(next, range.bits() + 1);
    }
    return range;
  }
}
