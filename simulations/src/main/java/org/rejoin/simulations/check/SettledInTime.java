package org.rejoin.simulations.check;

import java.util.List;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Inspection;

/**
 * I2 of keyspaces that write back: after a long enough quiet time no siblings stand. A home that
 * lost its turn, because another node seemed to be the home, takes up to 5 s for the next.
 */
final class SettledInTime implements Checker {
  private static final long LONG_ENOUGH_MILLIS = 15_000;

  private final Oracle oracle;
  private final Violations violations;
  private final boolean isLongEnough;

  SettledInTime(Oracle oracle, Violations violations, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    this.isLongEnough =
        plan.config().phases().quiesceMillis() >= LONG_ENOUGH_MILLIS && SaneClocks.of(plan);
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
