package org.rejoin.simulations.plan;

/** Data types that a workload can work on. */
public enum DataType {
  /** A set of strings. */
  OR_SET("or-set"),
  /** A map from strings to strings. */
  LWW_MAP("lww-map"),
  /** A counter. */
  PN_COUNTER("pn-counter"),
  /** A string. */
  LWW_REGISTER("lww-register");

  private final String label;

  DataType(String label) {
    this.label = label;
  }

  /** As written in scenarios. */
  public String label() {
    return label;
  }

  /** Reads a label. */
  public static DataType of(String label) {
    for (DataType type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type " + label + ": use or-set, lww-map, pn-counter or lww-register");
  }
}
