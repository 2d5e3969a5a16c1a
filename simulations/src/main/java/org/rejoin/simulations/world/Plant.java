package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.simulations.cuts.CutRules;

/**
 * A planted bug: stands between the driver and the machines of the engine. Plants live in a source
 * set of their own, are found by the service loader, and are never packaged.
 */
public interface Plant {
  /** Name on the command line. */
  String name();

  /** What it does wrong, in a sentence. */
  String story();

  /** The invariant that has to catch it, such as {@code I3}. */
  String caughtBy();

  /** The machine that the driver will use in place of {@code machine}. */
  default Machine plant(EngineConfig config, int index, Machine machine) {
    return machine;
  }

  /** What the driver builds the engine of a start of a node with, in place of {@code config}. */
  default EngineConfig config(EngineConfig config, int start) {
    return config;
  }

  /** What members do about cuts, in the scenario {@code forgetting}. */
  default CutRules cutRules() {
    return CutRules.REAL;
  }
}
