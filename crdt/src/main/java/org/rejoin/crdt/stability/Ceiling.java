package org.rejoin.crdt.stability;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the updates of one replica id may have been seen: per group the highest update number
 * that anybody knows of, held or not. Absent groups are 0. Immutable; joined by maximum.
 *
 * @param byGroup group to update number, none below 1
 */
public record Ceiling(SortedMap<Integer, Long> byGroup) {
  /** Nothing was seen. */
  public static final Ceiling NONE = new Ceiling(new TreeMap<>());

  /** Copies the map; refuses numbers below 1. */
  public Ceiling {
    for (long number : byGroup.values()) {
      if (number < 1) {
        throw new IllegalArgumentException("update numbers count from 1, not " + number);
      }
    }
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
  }

  /** The highest number known in {@code group}, 0 if none. */
  public long of(int group) {
    return byGroup.getOrDefault(group, 0L);
  }

  /** The higher number in each group. */
  public Ceiling max(Ceiling other) {
    SortedMap<Integer, Long> higher = new TreeMap<>(byGroup);
    other.byGroup.forEach((group, number) -> higher.merge(group, number, Math::max));
    return new Ceiling(higher);
  }
}
