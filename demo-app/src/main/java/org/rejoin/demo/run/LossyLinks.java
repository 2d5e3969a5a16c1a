package org.rejoin.demo.run;

import java.util.concurrent.atomic.AtomicLong;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.LinkPolicy;

/**
 * Drops one delta frame in a hundred: the seed and the frame's number decide which. Thread-safe.
 */
final class LossyLinks implements LinkPolicy {
  private static final long ONE_IN = 100;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final AtomicLong frames = new AtomicLong();

  private LossyLinks(long seed) {
    this.seed = seed;
  }

  static LinkPolicy of(long seed, String node) {
    return new LossyLinks(mix(seed + node.hashCode() * GOLDEN));
  }

  @Override
  public Decision decide(Frame frame) {
    if (frame.traffic() != Traffic.DELTA) {
      return Decision.DELIVER;
    }
    long drawn = mix(seed + frames.incrementAndGet() * GOLDEN);
    return Long.remainderUnsigned(drawn, ONE_IN) == 0 ? Decision.DROP : Decision.DELIVER;
  }

  /** Finaliser of SplitMix64: Steele, Lea, Flood, OOPSLA 2014. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
