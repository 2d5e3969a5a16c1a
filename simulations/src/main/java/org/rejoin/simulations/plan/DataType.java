package org.rejoin.simulations.plan;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Data types that a workload can work on, and what clients ask of each. What the verbs mean to it,
 * and what it has to show, its family says: {@code org.rejoin.simulations.workload.Families}.
 */
public enum DataType {
  /** A set of strings in which adds win. */
  OR_SET("or-set", Ask::element),
  /** A set of strings in which removals win. */
  RW_SET("rw-set", Ask::element),
  /** A set of strings that only grows. */
  G_SET("g-set", dice -> Ask.element(dice.withoutRemovals())),
  /** A flag that is on when in doubt. */
  EW_FLAG("ew-flag", Ask::flag),
  /** A flag that is off when in doubt. */
  DW_FLAG("dw-flag", Ask::flag),
  /** A string; of concurrent ones all show. */
  MV_REGISTER("mv-register", Ask::register),
  /** A string. */
  LWW_REGISTER("lww-register", Ask::register),
  /** A string; concurrent ones stand side by side, some writers have seen nothing. */
  SIBLINGS("siblings", Ask::sibling),
  /** The same, and the store writes the greatest in their place after a while. */
  SETTLED_SIBLINGS("settled-siblings", Ask::sibling),
  /** The highest number. */
  MAX_REGISTER("max-register", Ask::offer),
  /** The lowest number. */
  MIN_REGISTER("min-register", Ask::offer),
  /** A map from strings to strings. */
  LWW_MAP("lww-map", Ask::field),
  /** A map from strings to sets in which removals win. */
  OR_MAP("or-map", Ask::entryOrTouch),
  /** A map from strings to sets in which adds win. */
  OR_MULTI_MAP("or-multi-map", Ask::entry),
  /** A counter that only goes up. */
  G_COUNTER("g-counter", Ask::countUp),
  /** A counter. */
  PN_COUNTER("pn-counter", Ask::count),
  /** A counter that can be reset. */
  RESETTABLE_COUNTER("resettable-counter", Ask::countOrReset),
  /** A map from strings to counters. */
  COUNTER_MAP("counter-map", Ask::fieldCount),
  /** A counter that never falls below zero, and is often near. */
  BOUNDED_COUNTER("bounded-counter", Ask::stock);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  private final Asking asking;

  /** Draws what a client asks for. */
  interface Asking {
    Ask draw(Dice dice);
  }

  DataType(String label, Asking asking) {
    this.label = label;
    this.asking = asking;
  }

  /** As written in scenarios. */
  public String label() {
    return label;
  }

  Ask draw(Dice dice) {
    return asking.draw(dice);
  }

  /** Reads a label. */
  public static DataType of(String label) {
    for (DataType type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type "
            + label
            + ": use "
            + Arrays.stream(values()).map(DataType::label).collect(Collectors.joining(", ")));
  }
}
