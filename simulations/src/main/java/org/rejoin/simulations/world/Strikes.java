package org.rejoin.simulations.world;

import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlannedFault;

/** What each kind of fault does: to add a kind, add it to the enum and a line here. */
final class Strikes {
  private static final long LEAVING_NANOS = 1_500_000_000L;

  private Strikes() {}

  static Strike of(FaultKind kind) {
    return switch (kind) {
      case CUT, JAM, SLOW, SUSPECT, MISDIRECTED_WRITE, DISK_FULL, SLOW_DISK -> Strike.NONE;
      case POWER_LOSS, WIPE, SWAP, RESTORE, BIT_ROT, LYING_BARRIER, DISK_ERROR ->
          DiskStrikes.of(kind);
      case CRASH, CRASH_LEAVE, ABSENT -> DIE;
      case LEAVE -> LEAVE;
      case DOWN, QUARANTINE -> REMOVED;
      case PAUSE -> PAUSE;
      case SLOW_CPU, CLOCK_JUMP, CLOCK_DRIFT, CLOCK_RATE -> TUNE;
    };
  }

  /** Down while it lasts. */
  private static final Strike DIE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  /** The others remove it; it stops some time after. */
  private static final Strike LEAVE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(node -> nodes.stopAfter(LEAVING_NANOS, node, fault));
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  /** A process that was removed has to start anew. */
  private static final Strike REMOVED =
      new Strike() {
        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  private static final Strike PAUSE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(node -> nodes.running(node).ifPresent(Running::pause));
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          for (int node : fault.nodes()) {
            if (!nodes.faults().strikes(FaultKind.PAUSE, node)) {
              nodes.running(node).ifPresent(Running::resume);
            }
          }
        }
      };

  /** Clocks and speed follow all faults of the moment. */
  private static final Strike TUNE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::tune);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::tune);
        }
      };
}
