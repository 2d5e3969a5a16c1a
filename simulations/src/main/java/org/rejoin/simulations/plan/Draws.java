package org.rejoin.simulations.plan;

/**
 * Randomness by counting: each draw is a function of (seed, stream, entity, counter) and of nothing
 * drawn before, so that leaving out one fault or operation leaves all other draws as they were.
 * Immutable, thread-safe; a draw costs three multiplications a part.
 *
 * <p>Paper: Salmon et al., <i>Parallel Random Numbers: As Easy as 1, 2, 3</i>, SC 2011 (the idea);
 * the mixer is the finaliser of Steele et al., <i>Fast Splittable Pseudorandom Number
 * Generators</i>, OOPSLA 2014.
 */
public record Draws(long seed) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  /** What is drawn for; draws of different streams are independent. */
  public enum Stream {
    /** What clients do, and when. */
    WORKLOAD(1),
    /** What breaks, and when. */
    FAULT(2),
    /** Whether a frame is lost. */
    LOSS(3),
    /** How long a frame travels. */
    LATENCY(4),
    /** Whether a frame comes twice. */
    DUPLICATION(5),
    /** Whether a frame is held back. */
    REORDER(6),
    /** Whether and where a frame is damaged. */
    CORRUPTION(7),
    /** Order of events at one moment. */
    TIE_BREAK(8),
    /** The engine's own random bits. */
    ENTROPY(9),
    /** Replica ids. */
    IDENTITY(10),
    /** Clocks of nodes. */
    CLOCK(11),
    /** How long a note between machines of a node takes. */
    NOTE(12),
    /** When membership notices. */
    DETECTOR(13),
    /** When the engine and its driver do what is allowed and rare. */
    BUGGIFY(14),
    /** How long a batch takes to its disk, and whether it survives. */
    DISK(15),
    /** Whether a frame comes again much later, and when. */
    REPLAY(20),
    /** Whether a link turns bad or good. */
    BURST(21),
    /** What somebody who knows the checksum does to a frame. */
    MALICE(22),
    /** What scenario a swarm makes of a seed. */
    SWARM(40);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  /** 64 bits for this counter of this entity of a stream. */
  public long bits(Stream stream, long entity, long counter) {
    long state = mix(seed + GOLDEN * stream.number);
    state = mix(state ^ (entity + GOLDEN));
    return mix(state ^ (counter * GOLDEN + 1));
  }

  /** A number from 0 to below 1. */
  public double unit(Stream stream, long entity, long counter) {
    return (bits(stream, entity, counter) >>> 11) * UNIT;
  }

  /** A whole number from 0 to below {@code bound}. */
  public int below(int bound, Stream stream, long entity, long counter) {
    return (int) ((bits(stream, entity, counter) >>> 33) % bound);
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  public long between(long low, long high, Stream stream, long entity, long counter) {
    return low + Math.round((high - low) * unit(stream, entity, counter));
  }

  /** Whether an event of this probability happens. */
  public boolean happens(double probability, Stream stream, long entity, long counter) {
    return probability > 0 && unit(stream, entity, counter) < probability;
  }

  /** Mixes 64 bits; every bit of the input changes about half of the output. */
  public static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** One entity made of two. */
  public static long entity(long a, long b) {
    return mix(a * GOLDEN + mix(b + 1));
  }
}
