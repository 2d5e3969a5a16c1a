package org.rejoin.benchmarks.collections;

import java.util.Arrays;

/** What is measured of a map; less is better in each. */
enum MapMeasure {
  /** One read of a key that is there. */
  GET("get", "ns"),
  /** One new key. */
  WITH("with", "ns"),
  /** One key less. */
  WITHOUT("without", "ns"),
  /** 10 000 new keys at once. */
  BATCH("batch-10000", "ns"),
  /** Visiting all keys, by key. */
  ITERATE("iterate", "ns"),
  /** All of two maps, both made from one by ten new keys each. */
  MERGE_SHARED("merge-shared", "ns"),
  /** The same where nothing is shared. */
  MERGE_REBUILT("merge-rebuilt", "ns"),
  /** All objects that the map reaches, by key, without the key's own. */
  HEAP("heap-per-entry", "B/key");

  private final String id;
  private final String unit;

  MapMeasure(String id, String unit) {
    this.id = id;
    this.unit = unit;
  }

  /** As in the output. */
  String id() {
    return "collections." + id;
  }

  String unit() {
    return unit;
  }

  boolean isTimed() {
    return this != HEAP;
  }

  static MapMeasure of(String id) {
    return Arrays.stream(values())
        .filter(measure -> measure.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such measure: " + id));
  }
}
