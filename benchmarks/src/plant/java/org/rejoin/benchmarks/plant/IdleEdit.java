package org.rejoin.benchmarks.plant;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.rejoin.benchmarks.crdt.Measure;
import org.rejoin.benchmarks.crdt.Plant;

/** An edit that gives back what it got. */
public final class IdleEdit implements Plant {
  /** For the service loader. */
  public IdleEdit() {}

  @Override
  public String name() {
    return "idle-edit";
  }

  @Override
  public IntFunction<Object> spoil(
      Measure measure, IntFunction<Object> honest, Supplier<Object> idle) {
    return switch (measure) {
      case EDIT_ADD, EDIT_REMOVE -> round -> idle.get();
      default -> honest;
    };
  }
}
