package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.Traffic;

/**
 * Frames and bytes that were sent, by class.
 *
 * @param deltaBytes in frames of class delta
 * @param repairBytes in frames of class repair
 * @param controlBytes in frames of class control
 */
public record Traffics(long deltaBytes, long repairBytes, long controlBytes, long frames) {
  /** Nothing was sent. */
  public static final Traffics NONE = new Traffics(0, 0, 0, 0);

  Traffics plus(Traffic traffic, int bytes) {
    return switch (traffic) {
      case DELTA -> new Traffics(deltaBytes + bytes, repairBytes, controlBytes, frames + 1);
      case REPAIR -> new Traffics(deltaBytes, repairBytes + bytes, controlBytes, frames + 1);
      case CONTROL -> new Traffics(deltaBytes, repairBytes, controlBytes + bytes, frames + 1);
    };
  }

  /** What came after {@code earlier}. */
  Traffics since(Traffics earlier) {
    return new Traffics(
        deltaBytes - earlier.deltaBytes,
        repairBytes - earlier.repairBytes,
        controlBytes - earlier.controlBytes,
        frames - earlier.frames);
  }

  /** Number of a class in hashes and draws. */
  static int number(Traffic traffic) {
    return switch (traffic) {
      case DELTA -> 0;
      case REPAIR -> 1;
      case CONTROL -> 2;
    };
  }

  /** Name of a class in plans. */
  static String label(Traffic traffic) {
    return switch (traffic) {
      case DELTA -> "delta";
      case REPAIR -> "repair";
      case CONTROL -> "control";
    };
  }
}
