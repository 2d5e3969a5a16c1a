package org.rejoin.simulations.workload;

import org.rejoin.simulations.plan.DataType;

/** The family of each data type: to add a type, add its label, its line here and its factory. */
final class Families {
  private Families() {}

  static Family<?, ?> of(DataType type, String name) {
    return switch (type) {
      case OR_SET -> Sets.orSet(name);
      case RW_SET -> Sets.rwSet(name);
      case G_SET -> Sets.gSet(name);
      case EW_FLAG -> Flags.ewFlag(name);
      case DW_FLAG -> Flags.dwFlag(name);
      case MV_REGISTER -> Registers.mvRegister(name);
      case LWW_REGISTER -> Registers.lwwRegister(name);
      case SIBLINGS -> Registers.siblings(name);
      case SETTLED_SIBLINGS -> Settled.siblings(name);
      case MAX_REGISTER -> Registers.maxRegister(name);
      case MIN_REGISTER -> Registers.minRegister(name);
      case LWW_MAP -> Maps.lwwMap(name);
      case OR_MAP -> Maps.orMap(name);
      case OR_MULTI_MAP -> Maps.orMultiMap(name);
      case G_COUNTER -> Counters.gCounter(name);
      case PN_COUNTER -> Counters.pnCounter(name);
      case RESETTABLE_COUNTER -> Counters.resettableCounter(name);
      case COUNTER_MAP -> Counters.counterMap(name);
      case BOUNDED_COUNTER -> Counters.boundedCounter(name);
    };
  }
}
