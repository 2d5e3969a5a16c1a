package org.rejoin.simulations.check;

import java.util.List;
import org.rejoin.simulations.world.Inspection;

/** I2: some time after the heal all nodes hold the same. */
final class Convergence implements Checker {
  private static final long NEVER = -1;
  private final Violations violations;
  private final long boundMillis;
  private long healedNanos = NEVER;
  private long equalNanos = NEVER;

  Convergence(Violations violations, long boundMillis) {
    this.violations = violations;
    this.boundMillis = boundMillis;
  }

  void healed(long nowNanos) {
    healedNanos = nowNanos;
  }

  /** All states are equal at this moment. */
  void equal(long nowNanos) {
    if (healedNanos != NEVER && equalNanos == NEVER) {
      equalNanos = nowNanos;
    }
  }

  /** From the heal to equal data; -1 if that was not seen. */
  long millis() {
    return equalNanos == NEVER ? NEVER : (equalNanos - healedNanos + 999_999) / 1_000_000;
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    if (millis() == NEVER || millis() > boundMillis) {
      violations.add(
          "I2", "not equal within " + boundMillis + " ms of the heal" + differences(nodes));
    }
    long roots = nodes.stream().map(node -> node.status().root()).distinct().count();
    if (roots > 1) {
      violations.add("I2", roots + " different roots in the end" + differences(nodes));
    }
  }

  private String differences(List<Inspection> nodes) {
    if (nodes.isEmpty()) {
      return "";
    }
    Inspection first = nodes.get(0);
    for (Inspection other : nodes) {
      for (var entry : first.states().entrySet()) {
        if (!entry.getValue().equals(other.states().get(entry.getKey()))) {
          violations.about(entry.getKey(), other.incarnation(), Violations.NO_OP);
          return ": "
              + entry.getKey()
              + " is "
              + entry.getValue()
              + " on "
              + first.incarnation()
              + " and "
              + other.states().get(entry.getKey())
              + " on "
              + other.incarnation();
        }
      }
      if (first.states().size() < other.states().size()) {
        return ": " + first.incarnation() + " lacks keys of " + other.incarnation();
      }
    }
    return "";
  }
}
