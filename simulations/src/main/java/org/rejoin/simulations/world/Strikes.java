package org.rejoin.simulations.world;

import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlannedFault;

/** What each kind of fault does: to add a kind, add it to the enum and a line here. */
final class Strikes {
  private Strikes() {}

  static Strike of(FaultKind kind) {
    return switch (kind) {
      case CUT, SLOW -> Strike.NONE;
      case CRASH -> CRASH;
      case PAUSE -> PAUSE;
    };
  }

  private static final Strike CRASH =
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
}
