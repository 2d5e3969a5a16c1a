package org.rejoin.benchmarks.plant;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.rejoin.benchmarks.crdt.Measure;
import org.rejoin.benchmarks.crdt.Plant;

/** A join that drops what it is given. */
public final class IdleApply implements Plant {
  /** For the service loader. */
  public IdleApply() {}

  @Override
  public String name() {
    return "idle-apply";
  }

  @Override
  public IntFunction<Object> spoil(
      Measure measure, IntFunction<Object> honest, Supplier<Object> idle) {
    return switch (measure) {
      case APPLY_ADD_DELTA, APPLY_REMOVE_DELTA, MERGE, MERGE_SHARED -> round -> idle.get();
      default -> honest;
    };
  }
}
