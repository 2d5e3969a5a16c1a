package org.rejoin.benchmarks.antientropy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.Acceptance;
import org.rejoin.antientropy.sketch.ItemSource;
import org.rejoin.antientropy.sketch.PeelResult;
import org.rejoin.antientropy.sketch.Peeling;
import org.rejoin.antientropy.sketch.ResidentSketch;
import org.rejoin.antientropy.sketch.Sketch;
import org.rejoin.antientropy.sketch.Symbols;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What sketch and tree cost at a million items, nanoseconds an item or update. Run by JMH's own
 * main class, {@code org.openjdk.jmh.Main SketchBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class SketchBenchmark {
  private static final int ITEMS = 1_000_000;
  private static final int NEAR = 1 << 12;
  private static final int BATCH = 1000;
  private static final int DIFFERING = 2000;

  private static final HashSuite SUITE =
      HashSuites.sipHash("a secret of 16 B".getBytes(StandardCharsets.UTF_8));

  private final Random random = new Random(1);
  private final Item[] items = new Item[ITEMS];
  private final List<Item> sorted = new ArrayList<>();
  private final MerkleTree tree = new MerkleTree(SUITE, Range.all());
  private final ResidentSketch resident = new ResidentSketch(SUITE, ItemSource.of(tree));
  private final Sketch sketch = new Sketch(SUITE, Sketch.RESIDENT_SIZE);
  private Symbols few = sketch.symbols(0, 0);
  private Symbols none = few;
  private int next;

  /** For JMH. */
  public SketchBenchmark() {}

  /** A million random items, in a tree and in the sketch of that. */
  @Setup
  public void prepare() {
    for (int i = 0; i < ITEMS; i++) {
      items[i] = new Item(random.nextLong(), random.nextLong());
      tree.add(items[i]);
    }
    Item[] ascending = items.clone();
    Arrays.sort(ascending);
    sorted.addAll(Arrays.asList(ascending));
    resident.step(ITEMS);
    none = sketch.symbols(0, Sketch.RESIDENT_SIZE);
    List<Item> differing = Arrays.asList(items).subList(0, DIFFERING);
    few =
        Sketch.of(SUITE, Sketch.RESIDENT_SIZE, differing.iterator())
            .symbols(0, Sketch.RESIDENT_SIZE);
  }

  /** The hash that tree and sketch each take of an item. */
  @Benchmark
  public Object hash() {
    return RangeSum.of(SUITE, items[nextNear()]);
  }

  /** An item into 4096 symbols. */
  @Benchmark
  public Object sketchAdd() {
    sketch.add(items[nextNear()]);
    return sketch;
  }

  /** A key of a million changes: old item out, new one in. */
  @Benchmark
  public Object treeUpdate() {
    int at = nextIndex();
    replace(at, new Item(items[at].place(), random.nextLong()));
    return tree;
  }

  /** The same with the sketch, which is folded once in a thousand updates. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Object treeAndSketchUpdates() {
    for (int i = 0; i < BATCH; i++) {
      int at = nextIndex();
      Item old = items[at];
      replace(at, new Item(old.place(), random.nextLong()));
      resident.removed(old);
      resident.added(items[at]);
    }
    resident.step(2 * BATCH);
    return resident;
  }

  /** The longest that a writer waits for the sketch: for two places in the ring. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Object ringUpdates() {
    for (int i = 0; i < BATCH; i++) {
      Item item = items[nextIndex()];
      resident.removed(item);
      resident.added(item);
    }
    return resident;
  }

  /** A million items of a tree into 4096 symbols, each. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object encodeMillion() {
    ResidentSketch fresh = new ResidentSketch(SUITE, ItemSource.of(tree));
    fresh.step(ITEMS);
    return fresh;
  }

  /** A new tree of a million items in order, each. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object rebuildMillion() {
    MerkleTree fresh = new MerkleTree(SUITE, Range.all());
    sorted.forEach(fresh::add);
    return fresh;
  }

  /** A difference of 2000 items out of 4096 symbols, each. */
  @Benchmark
  @OperationsPerInvocation(DIFFERING)
  public Object peel() {
    PeelResult result = new Peeling(SUITE, Anything.INSTANCE, few.to()).feed(few, none);
    if (!(result instanceof PeelResult.Decoded)) {
      throw new IllegalStateException("not decoded: " + result);
    }
    return result;
  }

  private void replace(int at, Item item) {
    if (!tree.updateIfThere(items[at], item)) {
      throw new IllegalStateException(items[at] + " is not there");
    }
    items[at] = item;
  }

  /** One of few that caches hold. */
  private int nextNear() {
    next = (next + 1) & (NEAR - 1);
    return next;
  }

  /** Any. */
  private int nextIndex() {
    // A stride that is prime to the number of items, so that caches do not help more than they do.
    next = (next + 611_953) % ITEMS;
    return next;
  }

  private enum Anything implements Acceptance {
    INSTANCE;

    @Override
    public boolean canBeMine(Item item) {
      return true;
    }

    @Override
    public boolean canBeTheirs(Item item) {
      return true;
    }

    @Override
    public boolean accepts(PeelResult.Decoded decoded) {
      return true;
    }
  }
}
