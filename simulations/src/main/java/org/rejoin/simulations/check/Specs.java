package org.rejoin.simulations.check;

import org.rejoin.simulations.plan.DataType;

/** The specification of each data type. */
final class Specs {
  private static final Spec SET = new SetSpec();
  private static final Spec MAP = new RegisterSpec(true);
  private static final Spec REGISTER = new RegisterSpec(false);
  private static final Spec COUNTER = new CounterSpec();

  private Specs() {}

  static Spec of(DataType type) {
    return switch (type) {
      case OR_SET -> SET;
      case LWW_MAP -> MAP;
      case LWW_REGISTER -> REGISTER;
      case PN_COUNTER -> COUNTER;
    };
  }
}
