package org.rejoin.benchmarks.plant;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.rejoin.benchmarks.crdt.Measure;
import org.rejoin.benchmarks.crdt.Plant;

/** A digest that is not brought up to date. */
public final class StaleDigest implements Plant {
  /** For the service loader. */
  public StaleDigest() {}

  @Override
  public String name() {
    return "stale-digest";
  }

  @Override
  public IntFunction<Object> spoil(
      Measure measure, IntFunction<Object> honest, Supplier<Object> idle) {
    return switch (measure) {
      case DIGEST_UPKEEP, DIGEST_LEAF -> round -> idle.get();
      default -> honest;
    };
  }
}
