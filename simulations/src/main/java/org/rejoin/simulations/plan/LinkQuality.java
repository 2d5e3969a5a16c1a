package org.rejoin.simulations.plan;

/**
 * What a directed link does to a frame. Probabilities are a frame each, and independent.
 *
 * @param latency how long it travels
 * @param loss that it never arrives, at most 0.5
 * @param duplication that it arrives twice, each after a time of its own
 * @param reorder that it is held back by up to ten of its latencies
 * @param corruption that some of its bits are flipped
 */
public record LinkQuality(
    Latency latency, double loss, double duplication, double reorder, double corruption) {
  private static final double MAX = 0.5;

  /** Refuses probabilities outside 0 to 0.5. */
  public LinkQuality {
    check("loss", loss);
    check("duplication", duplication);
    check("reorder", reorder);
    check("corruption", corruption);
  }

  private static void check(String what, double probability) {
    if (!(probability >= 0 && probability <= MAX)) {
      throw new IllegalArgumentException(what + " = " + probability + ": use 0 to " + MAX);
    }
  }

  /** The same latency, and nothing else happens. */
  public LinkQuality clean() {
    return new LinkQuality(latency, 0, 0, 0, 0);
  }
}
