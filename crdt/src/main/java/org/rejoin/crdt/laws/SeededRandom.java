package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;

/**
 * A repeatable stream of numbers: number {@code n} is a mix of the seed and {@code n}, the same on
 * every JVM. Not thread-safe, not for secrets.
 *
 * <p>Paper: Steele, Lea, Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014.
 */
public final class SeededRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long drawn;

  /** The stream of {@code seed}. */
  public SeededRandom(long seed) {
    this.seed = mix(seed);
  }

  /** An independent stream for one purpose, whatever was drawn from this one. */
  public SeededRandom fork(long purpose) {
    return new SeededRandom(seed ^ mix(purpose + GAMMA));
  }

  /** 64 bits. */
  public long nextLong() {
    return mix(seed + GAMMA * ++drawn);
  }

  /** 0 to {@code bound - 1}; the bias is below 2^-31. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a bound has to be 1 or more, not " + bound);
    }
    return (int) ((nextLong() >>> 33) % bound);
  }

  /** True in {@code percent} of 100 cases. */
  public boolean chance(int percent) {
    return below(100) < percent;
  }

  /** One of {@code items}, which must not be empty. */
  public <T> T pick(List<T> items) {
    return items.get(below(items.size()));
  }

  /** The items in another order. */
  public <T> List<T> shuffled(List<T> items) {
    List<T> shuffled = new ArrayList<>(items);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      T moved = shuffled.set(below(i + 1), shuffled.get(i));
      shuffled.set(i, moved);
    }
    return shuffled;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
