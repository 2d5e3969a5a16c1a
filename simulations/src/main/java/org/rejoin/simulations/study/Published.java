package org.rejoin.simulations.study;

import java.util.OptionalLong;

/**
 * The published figures: units sent by fifteen nodes in a run, and when a run of whole states
 * ended, which was counted in rounds of 2 % each.
 *
 * <p>Paper: Enes et al., ICDE 2019; the sums are of its published measurements.
 */
final class Published {
  private static final long SECOND = 1_000_000;

  private Published() {}

  /** Payload and metadata. */
  static OptionalLong units(Workload workload, Overlay overlay, Algorithm algorithm) {
    if (!algorithm.isPublished()) {
      return OptionalLong.empty();
    }
    boolean isTree = overlay == Overlay.TREE;
    return switch (workload) {
      case GSET -> OptionalLong.of(isTree ? gsetTree(algorithm) : gsetMesh(algorithm));
      case GMAP10 -> OptionalLong.of(isTree ? gmapTree(algorithm) : gmapMesh(algorithm));
      case GCOUNTER, GMAP30, GMAP60, GMAP100 -> OptionalLong.empty();
    };
  }

  /** Payload alone. */
  static OptionalLong payload(Workload workload, Overlay overlay, Algorithm algorithm) {
    if (algorithm != Algorithm.BP_RR) {
      return OptionalLong.empty();
    }
    boolean isTree = overlay == Overlay.TREE;
    return switch (workload) {
      case GSET -> OptionalLong.of(isTree ? 21_000 : 68_919);
      case GMAP10 -> OptionalLong.of(isTree ? 146_972 : 482_454);
      case GCOUNTER, GMAP30, GMAP60, GMAP100 -> OptionalLong.empty();
    };
  }

  /** When to stop whole states, in microseconds; empty: when all nodes have seen all. */
  static OptionalLong stopAt(Workload workload, Overlay overlay, Algorithm algorithm) {
    if (algorithm != Algorithm.STATE) {
      return OptionalLong.empty();
    }
    return switch (workload) {
      case GSET -> OptionalLong.of(104 * SECOND);
      case GMAP10 -> OptionalLong.of((overlay == Overlay.TREE ? 105 : 103) * SECOND);
      case GCOUNTER, GMAP30, GMAP60, GMAP100 -> OptionalLong.empty();
    };
  }

  private static long gsetTree(Algorithm algorithm) {
    return switch (algorithm) {
      case STATE -> 2_187_255;
      case SCUTTLEBUTT -> 724_968;
      case DELTA -> 2_155_352;
      case BP -> 26_674;
      case RR -> 47_790;
      default -> 26_686;
    };
  }

  private static long gsetMesh(Algorithm algorithm) {
    return switch (algorithm) {
      case STATE -> 4_735_324;
      case SCUTTLEBUTT -> 1_517_962;
      case DELTA -> 4_613_296;
      case BP -> 4_597_855;
      case RR -> 102_064;
      default -> 81_035;
    };
  }

  private static long gmapTree(Algorithm algorithm) {
    return switch (algorithm) {
      case STATE -> 2_658_524;
      case SCUTTLEBUTT -> 850_092;
      case DELTA -> 2_583_956;
      case BP -> 152_465;
      case RR -> 299_689;
      default -> 152_668;
    };
  }

  private static long gmapMesh(Algorithm algorithm) {
    return switch (algorithm) {
      case STATE -> 5_481_460;
      case SCUTTLEBUTT -> 1_788_292;
      case DELTA -> 5_525_572;
      case BP -> 5_537_596;
      case RR -> 641_508;
      default -> 494_572;
    };
  }
}
