package org.rejoin.simulations.plant;

import org.rejoin.crdt.stability.Cut;
import org.rejoin.simulations.cuts.CutRules;
import org.rejoin.simulations.world.Plant;

/** Seals ids without the exchanges by which all come to hold what any holds of them. */
public final class SealUnheard implements Plant {
  private static final class Deaf extends CutRules {
    @Override
    public boolean exchanges(Cut cut) {
      return cut.seals().isEmpty();
    }
  }

  @Override
  public String name() {
    return "seal-unheard";
  }

  @Override
  public String story() {
    return "seals ids of former starts without exchanging what is held of them";
  }

  @Override
  public String caughtBy() {
    return "I7";
  }

  @Override
  public CutRules cutRules() {
    return new Deaf();
  }
}
