package org.rejoin.simulations.plant;

import org.rejoin.crdt.stability.Cut;
import org.rejoin.simulations.cuts.CutRules;
import org.rejoin.simulations.world.Plant;

/** Collects tombstones before they are stable. */
public final class CutTooEarly implements Plant {
  private static final class Hasty extends CutRules {
    @Override
    public boolean mayAnswer(Cut cut, boolean holdsAllNamed) {
      return true;
    }

    @Override
    public boolean mayConfirm(Cut cut, boolean mayForgetAllNamed) {
      return true;
    }

    @Override
    public boolean exchanges(Cut cut) {
      return !cut.seals().isEmpty();
    }
  }

  @Override
  public String name() {
    return "cut-too-early";
  }

  @Override
  public String story() {
    return "forgets removed elements and deletes that not all members have seen";
  }

  @Override
  public String caughtBy() {
    return "I4";
  }

  @Override
  public CutRules cutRules() {
    return new Hasty();
  }
}
