package org.rejoin.benchmarks.collections;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.rejoin.benchmarks.harness.Heap;
import org.rejoin.benchmarks.harness.SanityException;
import org.rejoin.benchmarks.harness.Timed;
import org.rejoin.benchmarks.harness.Workload;

/** One candidate at one size. Every operation is checked before it is timed. */
final class MapWorkload<M> implements Workload {
  private static final int OWN_KEYS = 10;
  private static final int BATCH = 10_000;
  private static final int OUR_FIRST = 10_000_000;
  private static final int THEIR_FIRST = 20_000_000;
  private static final long SEED = 42;

  private final MapCandidate<M> candidate;
  private final int size;
  private final M base;
  private final List<String> present = new ArrayList<>();
  private final List<String> absent = keys(OUR_FIRST, Timed.ROUNDS);

  MapWorkload(MapCandidate<M> candidate, int size) {
    this.candidate = candidate;
    this.size = size;
    this.base = built(0, size);
    Random random = new Random(SEED);
    for (int i = 0; i < Timed.ROUNDS; i++) {
      present.add(key(random.nextInt(size)));
    }
  }

  private static String key(int number) {
    String digits = Integer.toString(number);
    return "k-" + "0".repeat(8 - digits.length()) + digits;
  }

  private static List<String> keys(int first, int count) {
    List<String> keys = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      keys.add(key(i));
    }
    return keys;
  }

  /** In random order: no candidate gains by sorted input. */
  private M built(int first, int count) {
    List<String> keys = keys(first, count);
    Collections.shuffle(keys, new Random(SEED));
    return candidate.withAll(candidate.empty(), keys);
  }

  @Override
  public boolean isTimed(String measure) {
    return MapMeasure.of(measure).isTimed();
  }

  @Override
  public Timed timed(String measure) {
    return switch (MapMeasure.of(measure)) {
      case GET -> get();
      case WITH -> change(round -> candidate.with(base, absent.get(round)), 1);
      case WITHOUT -> change(round -> candidate.without(base, present.get(round)), -1);
      case BATCH -> {
        List<String> batch = keys(OUR_FIRST, BATCH);
        yield change(round -> candidate.withAll(base, batch), BATCH);
      }
      case ITERATE -> iterate();
      case MERGE_SHARED -> merge(base);
      case MERGE_REBUILT -> merge(built(0, size));
      case HEAP -> throw new IllegalArgumentException("heap is not timed");
    };
  }

  private Timed get() {
    for (String key : present) {
      expect(key.equals(candidate.get(base, key)), "does not find " + key);
    }
    expect(candidate.get(base, absent.get(0)) == null, "finds what is not there");
    return Timed.of(
        round -> {
          String found = candidate.get(base, present.get(round));
          return found == null ? "" : found;
        });
  }

  private Timed change(IntFunction<M> operation, int difference) {
    int count = candidate.size(operation.apply(0));
    expect(count == size + difference, "has " + count + " keys after a change of " + difference);
    expect(candidate.size(base) == size, "changed an earlier map");
    return Timed.of(operation::apply);
  }

  private Timed iterate() {
    expect(visit() == (long) size * key(0).length(), "does not visit every key");
    return new Timed(round -> visit(), null, size);
  }

  private long visit() {
    long[] length = {0};
    candidate.forEachKey(base, key -> length[0] += key.length());
    return length[0];
  }

  private Timed merge(M otherBase) {
    M ours = candidate.withAll(base, keys(OUR_FIRST, OWN_KEYS));
    M theirs = candidate.withAll(otherBase, keys(THEIR_FIRST, OWN_KEYS));
    M merged = candidate.merge(ours, theirs);
    expect(candidate.size(merged) == size + 2 * OWN_KEYS, "loses keys in a merge");
    for (int i = 0; i < OWN_KEYS; i++) {
      expect(candidate.get(merged, key(OUR_FIRST + i)) != null, "loses a key of ours");
      expect(candidate.get(merged, key(THEIR_FIRST + i)) != null, "loses a key of theirs");
    }
    return Timed.of(round -> candidate.merge(ours, theirs));
  }

  @Override
  public double counted(String measure) {
    for (int i = 0; i < size; i++) {
      expect(candidate.get(base, key(i)) != null, "does not find key " + i);
    }
    return Heap.reachableBytes(base) / (double) size - Heap.reachableBytes(key(0));
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new SanityException("a map of " + size + " keys " + otherwise);
    }
  }
}
