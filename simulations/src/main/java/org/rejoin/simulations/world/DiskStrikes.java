package org.rejoin.simulations.world;

import java.util.List;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlannedFault;

/** What faults of power and disks do. */
final class DiskStrikes {
  private DiskStrikes() {}

  static Strike of(FaultKind kind) {
    return switch (kind) {
      case POWER_LOSS -> POWER_LOSS;
      case WIPE -> WIPE;
      case SWAP -> SWAP;
      case RESTORE -> RESTORE;
      case BIT_ROT -> BIT_ROT;
      case LYING_BARRIER -> LYING;
      case DISK_ERROR -> ERROR;
      default -> Strike.NONE;
    };
  }

  private static void restart(PlannedFault fault, Nodes nodes) {
    fault.nodes().forEach(nodes::kill);
    fault.nodes().forEach(nodes::startUnlessStruck);
  }

  private static final Strike POWER_LOSS =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          nodes.disks().losePower(fault);
          fault.nodes().forEach(nodes::kill);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  private static final Strike WIPE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
          fault.nodes().forEach(nodes.disks()::wipe);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  /** With foreign disks they do not start. When the last swap is over, all is put in order. */
  private static final Strike SWAP =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
          nodes.disks().rotate(fault.nodes());
          fault.nodes().forEach(nodes::startUnlessStruck);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          if (!nodes.faults().lasts(FaultKind.SWAP)) {
            List<Integer> astray = nodes.disks().astray();
            astray.forEach(nodes::kill);
            nodes.disks().sortOut();
            astray.forEach(nodes::startUnlessStruck);
          }
        }
      };

  private static final Strike RESTORE =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          nodes.disks().copy(fault);
        }

        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(nodes::kill);
          fault.nodes().forEach(node -> nodes.disks().restore(fault, node));
          fault.nodes().forEach(nodes::startUnlessStruck);
        }
      };

  /** Nobody notices before the record is read at a start. */
  private static final Strike BIT_ROT =
      new Strike() {
        @Override
        public void begin(PlannedFault fault, Nodes nodes) {
          fault.nodes().forEach(node -> nodes.disks().rot(fault, node));
        }
      };

  private static final Strike LYING =
      new Strike() {
        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          for (int node : fault.nodes()) {
            if (!nodes.faults().strikes(FaultKind.LYING_BARRIER, node)) {
              nodes.disks().of(node).sync();
            }
          }
        }
      };

  private static final Strike ERROR =
      new Strike() {
        @Override
        public void end(PlannedFault fault, Nodes nodes) {
          restart(fault, nodes);
        }
      };
}
