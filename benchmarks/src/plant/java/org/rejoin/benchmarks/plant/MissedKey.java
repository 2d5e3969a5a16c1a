package org.rejoin.benchmarks.plant;

import java.util.BitSet;
import org.rejoin.benchmarks.antientropy.Shape;
import org.rejoin.benchmarks.antientropy.ShapePlant;

/** A shape that keeps one of the keys that differ to itself. */
public final class MissedKey implements ShapePlant {
  /** For the service loader. */
  public MissedKey() {}

  @Override
  public String name() {
    return "missed-key";
  }

  @Override
  public Shape spoil(Shape honest, BitSet planted) {
    return wire -> {
      BitSet named = honest.reconcile(wire);
      named.clear(Math.max(0, planted.length() - 1));
      return named;
    };
  }
}
