package org.rejoin.simulations.world;

import org.rejoin.simulations.check.Watch;

/** Watches, and judges nothing. */
class Silent implements Watch {
  @Override
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {
    throw failure;
  }

  @Override
  public boolean isConverged() {
    return true;
  }
}
