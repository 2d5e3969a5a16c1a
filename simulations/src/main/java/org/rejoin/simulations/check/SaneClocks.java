package org.rejoin.simulations.check;

import java.util.EnumSet;
import java.util.Set;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;

/**
 * Whether the wall clocks of a run stay within the drift that replicas follow. Where they do not, a
 * node may hear of stamps that it does not follow, and stamp below them.
 */
final class SaneClocks {
  /** Two clocks differ by twice this. */
  private static final long CLOSE_MILLIS = 2000;

  private static final Set<FaultKind> FAULTS =
      EnumSet.of(FaultKind.CLOCK_JUMP, FaultKind.CLOCK_DRIFT, FaultKind.CLOCK_RATE);

  private SaneClocks() {}

  static boolean of(Plan plan) {
    return plan.config().knobs().clockSkewMillis() <= CLOSE_MILLIS
        && plan.faults().stream().noneMatch(fault -> FAULTS.contains(fault.kind()));
  }
}
