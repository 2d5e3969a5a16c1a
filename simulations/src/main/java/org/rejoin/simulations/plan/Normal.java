package org.rejoin.simulations.plan;

/**
 * The standard normal distribution, the same on every machine.
 *
 * <p>Abramowitz and Stegun, <i>Handbook of Mathematical Functions</i>, 26.2.23: absolute error
 * below 4.5e-4.
 */
final class Normal {
  private static final double SMALLEST = 0x1.0p-54;

  private Normal() {}

  /** The number below which a share of {@code unit} lies, 0 to below 1. */
  static double quantile(double unit) {
    double tail = Math.max(SMALLEST, Math.min(unit, 1 - unit));
    double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    double z = t - above / below;
    return unit < 0.5 ? -z : z;
  }
}
