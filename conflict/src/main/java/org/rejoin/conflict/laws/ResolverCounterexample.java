package org.rejoin.conflict.laws;

/**
 * A broken resolver law.
 *
 * @param law which one
 * @param resolver name and version
 * @param seed gives the same counterexample again, if the resolver is at all repeatable
 * @param claim what should hold, with what was found instead
 * @param siblings what the resolver was shown
 */
public record ResolverCounterexample(
    ResolverLaw law, String resolver, long seed, String claim, String siblings) {
  @Override
  public String toString() {
    return resolver
        + " breaks "
        + law
        + " (seed "
        + seed
        + "): "
        + claim
        + "\n  siblings: "
        + siblings;
  }
}
