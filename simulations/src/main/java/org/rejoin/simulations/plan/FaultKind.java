package org.rejoin.simulations.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a fault does. What each does to the world, {@code world.Strikes} and {@code world.Faults}
 * say. To add one: a constant here and a line there; scenarios name it by its label.
 */
public enum FaultKind {
  /** Nothing passes between nodes and others. */
  CUT(Reach.SIDES),
  /** What nodes and others send each other waits, and arrives all at once at the end. */
  JAM(Reach.SIDES),
  /**
   * Links between nodes and others are slower by the factor; all links of the nodes if there are no
   * others.
   */
  SLOW(Reach.NODES, 1, 10_000),
  /** The nodes' processes die, their memory is gone; at the end new ones start. */
  CRASH(Reach.NODES),
  /** The nodes' processes stop and go on, with all that arrived meanwhile. */
  PAUSE(Reach.NODES),
  /** The nodes work slower by the factor; an input takes at least 20 us times the factor. */
  SLOW_CPU(Reach.NODES, 1, 100_000),
  /** The nodes leave: the others remove them, then they stop; at the end they join anew. */
  LEAVE(Reach.NODES),
  /** The nodes die, and the others remove them; at the end they join anew. */
  CRASH_LEAVE(Reach.NODES),
  /** The nodes are not there yet; at the end they join. */
  ABSENT(Reach.NODES),
  /** Nodes and others hold each other for unreachable, wrongly. */
  SUSPECT(Reach.SIDES),
  /**
   * The others have removed the nodes, which still run and speak; one way: and do not know it. At
   * the end the nodes start anew, as a removed process cannot return.
   */
  DOWN(Reach.SIDES),
  /** As removed, and nothing passes: how a stream ends that lost what it may not lose. */
  QUARANTINE(Reach.SIDES),
  /** The nodes' wall clocks are off by the factor, in milliseconds. */
  CLOCK_JUMP(Reach.NODES, -1e14, 1e14),
  /** The nodes' wall clocks run faster by the factor, in millionths, and keep what they gained. */
  CLOCK_DRIFT(Reach.NODES, -900_000, 1e9),
  /** The nodes' monotonic clocks, which timers follow, run faster by the factor. */
  CLOCK_RATE(Reach.NODES, 0.01, 100),
  /**
   * The nodes lose power: of what no barrier covered any part is lost. With factor 2 or more not by
   * lot: bit i of the factor less 2 says whether doubtful batch i, node by node, survives.
   */
  POWER_LOSS(Reach.NODES, 1, 1e14),
  /** The nodes die and their disks are emptied. */
  WIPE(Reach.NODES),
  /** The nodes die and come back with each other's disks; at the end with their own. */
  SWAP(Reach.NODES),
  /** At the end the nodes die and come back with the disks that they had at the begin. */
  RESTORE(Reach.NODES),
  /** A bit of as many records as the factor says flips on the nodes' disks. */
  BIT_ROT(Reach.NODES, 1, 1000),
  /** The nodes' disks write records in the places of others. */
  MISDIRECTED_WRITE(Reach.NODES),
  /** The nodes' disks report barriers that were none. */
  LYING_BARRIER(Reach.NODES),
  /** The nodes' disks fail: what runs on them then has to be restarted. */
  DISK_ERROR(Reach.NODES),
  /** The nodes' disks have no room. */
  DISK_FULL(Reach.NODES),
  /** The nodes' disks are slower by the factor. */
  SLOW_DISK(Reach.NODES, 1, 100_000);

  private final Reach reach;
  private final double low;
  private final double high;

  /** What a fault names. */
  public enum Reach {
    /** Nodes. */
    NODES,
    /** Nodes and others: two sides. */
    SIDES
  }

  FaultKind(Reach reach) {
    this(reach, 1, 1);
  }

  FaultKind(Reach reach, double low, double high) {
    this.reach = reach;
    this.low = low;
    this.high = high;
  }

  /** Whether what a disk acknowledged may be gone from it. */
  public boolean isDestructive() {
    return switch (this) {
      case WIPE, RESTORE, BIT_ROT, MISDIRECTED_WRITE, LYING_BARRIER -> true;
      default -> false;
    };
  }

  /** What it names. */
  public Reach reach() {
    return reach;
  }

  /** As written in scenarios. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a label. */
  public static FaultKind of(String label) {
    for (FaultKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "faults kind "
            + label
            + ": use "
            + String.join(", ", FaultTemplate.SPECIAL)
            + ", "
            + Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", ")));
  }

  /** Refuses a factor that makes no sense; kinds without one ignore it. */
  void checkFactor(double factor) {
    if (low < high && !(factor >= low && factor <= high)) {
      throw new IllegalArgumentException(
          "faults kind " + label() + " with factor " + factor + ": use " + low + " to " + high);
    }
  }
}
