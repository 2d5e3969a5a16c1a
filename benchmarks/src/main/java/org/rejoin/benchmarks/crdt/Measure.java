package org.rejoin.benchmarks.crdt;

import java.util.Arrays;

/** What is measured of a data type; less is better in each. */
public enum Measure {
  /** One edit that adds: the new state and its delta. */
  EDIT_ADD("edit-add", "ns"),
  /** One edit that removes: the new state and its delta. */
  EDIT_REMOVE("edit-remove", "ns"),
  /** Joining another replica's delta of one add. */
  APPLY_ADD_DELTA("apply-add-delta", "ns"),
  /** Joining another replica's delta of one remove. */
  APPLY_REMOVE_DELTA("apply-remove-delta", "ns"),
  /** Joining the full state of a replica that differs in a few items and shares no objects. */
  MERGE("merge", "ns"),
  /** The same where both are edits of one state in this JVM. */
  MERGE_SHARED("merge-shared", "ns"),
  /** One edit that adds, and the hash that a replica compares afterwards. */
  DIGEST_UPKEEP("digest-upkeep", "ns"),
  /** The digest's part of joining a delta with many adds, by added leaf. */
  DIGEST_LEAF("digest-per-leaf", "ns"),
  /** The encoded delta of one add. */
  ADD_DELTA_BYTES("add-delta-bytes", "B"),
  /** The encoded delta of one remove. */
  REMOVE_DELTA_BYTES("remove-delta-bytes", "B"),
  /** The encoded full state. */
  STATE_BYTES("state-bytes", "B"),
  /** All objects that the state reaches, elements included, by element. */
  HEAP_PER_ELEMENT("heap-per-element", "B/key"),
  /** The same without one element: what the set itself costs. */
  HEAP_BEYOND_ELEMENT("heap-beyond-element", "B/key");

  private final String id;
  private final String unit;

  Measure(String id, String unit) {
    this.id = id;
    this.unit = unit;
  }

  /** As in the output: {@code edit-add}. */
  public String id() {
    return id;
  }

  /** As in the output. */
  public String unit() {
    return unit;
  }

  /** Whether it is a time, and so measured by JMH. */
  public boolean isTimed() {
    return unit.equals("ns");
  }

  boolean isRemoval() {
    return this == EDIT_REMOVE || this == APPLY_REMOVE_DELTA || this == REMOVE_DELTA_BYTES;
  }

  /** Whether it needs many leaves, and so a set or a map. */
  boolean isOfMany() {
    return this == MERGE_SHARED || this == DIGEST_LEAF || this == HEAP_BEYOND_ELEMENT;
  }

  static Measure of(String id) {
    return Arrays.stream(values())
        .filter(measure -> measure.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such measure: " + id));
  }
}
