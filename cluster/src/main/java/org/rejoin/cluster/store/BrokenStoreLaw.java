package org.rejoin.cluster.store;

/**
 * A law that a store broke.
 *
 * @param seed gives the same records and deaths again
 */
public record BrokenStoreLaw(StoreLaw law, long seed, String what) {
  @Override
  public String toString() {
    return law + " is broken with seed " + seed + ": " + what;
  }
}
