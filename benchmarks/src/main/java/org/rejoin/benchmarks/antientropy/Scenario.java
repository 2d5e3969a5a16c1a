package org.rejoin.benchmarks.antientropy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is measured: so many keys, of which so many differ, in that way and there.
 *
 * @param differing how many keys, for a row each
 * @param itemBytes of the shapes' items; the engines' have 16
 */
record Scenario(
    int keys,
    List<Integer> differing,
    Kind kind,
    Placement placement,
    int itemBytes,
    long firstSeed,
    long lastSeed) {
  private static final long SALT = 1_000_003;

  /** Copies the list. */
  Scenario {
    differing = List.copyOf(differing);
  }

  /** The keys that differ in one sample: the same ones for all algorithms. */
  BitSet planted(Keyring ring, int count, long seed) {
    return placement.choose(ring, count, new SplittableRandom(seed * SALT + count));
  }

  private Scenario with(int newKeys, List<Integer> counts, Kind newKind, Placement newPlacement) {
    return new Scenario(newKeys, counts, newKind, newPlacement, itemBytes, firstSeed, lastSeed);
  }

  /**
   * Sizes and counts with uniform overwrites; then, from a million keys, one change at a time. With
   * the seeds and items of this one.
   */
  List<Scenario> grid() {
    Placement uniform = Placement.UNIFORM;
    List<Integer> few = List.of(10, 1_000);
    List<Scenario> grid = new ArrayList<>();
    grid.add(with(10_000, List.of(0, 1, 10, 100, 1_000), Kind.OLDER, uniform));
    grid.add(with(100_000, List.of(0, 1, 10, 100, 1_000, 10_000, 100_000), Kind.OLDER, uniform));
    grid.add(with(1_000_000, List.of(0, 1, 10, 100, 1_000, 10_000), Kind.OLDER, uniform));
    grid.add(with(1_000_000, few, Kind.OLDER, Placement.ONE_PREFIX));
    grid.add(with(1_000_000, few, Kind.OLDER, Placement.NEWEST));
    grid.add(with(1_000_000, List.of(1), Kind.MISSING, Placement.ONE_SHARD_LOST));
    for (Kind kind : Kind.values()) {
      if (kind != Kind.OLDER) {
        grid.add(with(1_000_000, few, kind, uniform));
      }
    }
    return grid;
  }
}
