package org.rejoin.simulations.plan;

import java.util.List;

/**
 * Faults of one kind, with ranges where a seed decides.
 *
 * @param kind label of a {@link FaultKind}, or one of {@link #SPECIAL}
 * @param shape who is on which side, where there are sides: one of {@link Shapes#LABELS}
 * @param how of a partition: {@code stopped}, {@code slowed} or {@code jammed}
 * @param oneWay whether only what the first side sends is struck
 * @param classes classes of frames that are struck; empty: all
 * @param count how many nodes at once; with sides: how many such faults
 * @param size of shape {@code random}: nodes on the first side
 * @param start when it begins, after the begin of the chaos phase
 * @param length how long it lasts
 * @param flaps how often it is repeated with the same nodes
 * @param periodMillis from one repetition to the next; 0: twice the length
 * @param dynamics {@code once}, {@code rolling} or {@code swizzle}
 * @param healOver the parts of a shape end one by one, within this time after the end
 * @param factor how much; the kind says of what
 */
record FaultTemplate(
    String kind,
    String shape,
    String how,
    boolean oneWay,
    List<String> classes,
    int count,
    int size,
    Span start,
    Span length,
    int flaps,
    long periodMillis,
    String dynamics,
    Span healOver,
    double factor) {
  /** Kinds that are made of others. */
  static final List<String> SPECIAL =
      List.of("partition", "restart", "mass-restart", "join", "clock-strobe", "clock-poison");

  /** How a partition cuts. */
  static final List<String> HOW = List.of("stopped", "slowed", "jammed");

  /** How it moves on. */
  static final List<String> DYNAMICS = List.of("once", "rolling", "swizzle");

  boolean hasSides() {
    return kind.equals("partition")
        || (!SPECIAL.contains(kind) && FaultKind.of(kind).reach() == FaultKind.Reach.SIDES);
  }

  /** What the faults made of it do. */
  FaultKind faultKind() {
    return switch (kind) {
      case "partition" -> partition();
      case "restart", "mass-restart" -> FaultKind.CRASH;
      case "join" -> FaultKind.ABSENT;
      case "clock-strobe", "clock-poison" -> FaultKind.CLOCK_JUMP;
      default -> FaultKind.of(kind);
    };
  }

  private FaultKind partition() {
    return switch (how) {
      case "slowed" -> FaultKind.SLOW;
      case "jammed" -> FaultKind.JAM;
      default -> FaultKind.CUT;
    };
  }
}
