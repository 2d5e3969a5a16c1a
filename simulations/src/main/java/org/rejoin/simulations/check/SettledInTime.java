package org.rejoin.simulations.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.world.Inspection;

/**
 * I2 of keyspaces that write back: after a long enough quiet time no siblings stand. A home that
 * lost its turn, because another node seemed to be the home, takes up to 5 s for the next.
 */
final class SettledInTime implements Checker {
  private static final long LONG_ENOUGH_MILLIS = 15_000;

  private static final long CLOSE_MILLIS = 2000;

  /** After these, siblings may have stamps that are ahead, which no resolver is asked about. */
  private static final Set<FaultKind> CLOCKS =
      EnumSet.of(FaultKind.CLOCK_JUMP, FaultKind.CLOCK_DRIFT, FaultKind.CLOCK_RATE);

  private final Oracle oracle;
  private final Violations violations;
  private final boolean isLongEnough;

  SettledInTime(Oracle oracle, Violations violations, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    PlanConfig config = plan.config();
    this.isLongEnough =
        config.phases().quiesceMillis() >= LONG_ENOUGH_MILLIS
            && config.knobs().clockSkewMillis() <= CLOSE_MILLIS
            && plan.faults().stream().noneMatch(fault -> CLOCKS.contains(fault.kind()));
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    if (isLongEnough) {
      nodes.forEach(this::check);
    }
  }

  private void check(Inspection node) {
    node.states()
        .forEach(
            (key, state) -> {
              if (oracle.typed(key).isWrittenBack()
                  && state instanceof SiblingRegister<?> register
                  && register.siblings().size() > 1) {
                violations.add(
                    "I2", node.incarnation() + " still shows siblings of " + key + ": " + register);
              }
            });
  }
}
