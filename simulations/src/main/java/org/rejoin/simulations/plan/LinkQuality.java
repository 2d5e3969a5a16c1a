package org.rejoin.simulations.plan;

/**
 * What a directed link does to a frame. Probabilities are a frame each, and independent.
 *
 * @param mode whether frames are datagrams or run in a stream
 * @param latency how long it travels
 * @param loss that it never arrives, at most 0.5; in a stream: that it has to be sent again below,
 *     and all after it wait
 * @param burst losses that come in a row
 * @param duplication that it arrives twice, each after a time of its own
 * @param reorder that it is held back by up to ten of its latencies
 * @param replay that it comes once more, much later, perhaps when its sender or receiver has died
 *     and started anew
 * @param corruption that some of its bits are flipped
 * @param truncation that its end is cut off
 * @param hostile that somebody who knows the checksum makes it malformed: its end cut off or
 *     something appended, lengths or depths beyond measure, another type; or one entry in it, with
 *     the same probability
 * @param forgery that somebody who knows the checksum changes it at will: it may say anything, so
 *     next to nothing can be judged
 * @param bandwidth how many bytes pass
 */
public record LinkQuality(
    Mode mode,
    Latency latency,
    double loss,
    Burst burst,
    double duplication,
    double reorder,
    double replay,
    double corruption,
    double truncation,
    double hostile,
    double forgery,
    Bandwidth bandwidth) {
  private static final double MAX = 0.5;

  /** How frames go. */
  public enum Mode {
    /** Each for itself: no order, no promise. */
    DATAGRAM,
    /**
     * In order, at most once, as over a connection: lost only where it breaks and where the send
     * buffer overflows while it is down. Nothing is repeated or reordered.
     */
    STREAM
  }

  /**
   * Losses in a row: a link is good or bad, and changes from frame to frame.
   *
   * <p>Papers: Gilbert, <i>Capacity of a Burst-Noise Channel</i>, BSTJ 1960; Elliott, <i>Estimates
   * of Error Rates for Codes on Burst-Noise Channels</i>, BSTJ 1963.
   *
   * @param toBad probability that a good link turns bad
   * @param toGood probability that a bad link turns good
   * @param loss probability that a frame is lost while the link is bad
   */
  public record Burst(double toBad, double toGood, double loss) {
    /** No bursts. */
    public static final Burst NONE = new Burst(0, 1, 0);

    /** Refuses probabilities outside 0 to 1, and links that stay bad. */
    public Burst {
      boolean isIn = toBad >= 0 && toBad <= 1 && toGood > 0 && toGood <= 1;
      if (!isIn || !(loss >= 0 && loss <= 1)) {
        throw new IllegalArgumentException(
            "burst " + toBad + " " + toGood + " " + loss + ": use 0 to 1, the second above 0");
      }
    }
  }

  /**
   * How many bytes pass.
   *
   * @param bytesPerSecond 0: as many as there are
   * @param bufferBytes what may wait at the sender, also while a stream is down
   * @param blocks whether a full buffer stops the sender; else the frame is dropped
   */
  public record Bandwidth(long bytesPerSecond, long bufferBytes, boolean blocks) {
    /** No limit but 1 MiB that may wait while a stream is down. */
    public static final Bandwidth UNLIMITED = new Bandwidth(0, 1 << 20, false);

    private static final long MAX_BUFFER = 1L << 30;

    /** Refuses rates below 0 and buffers outside 1 KiB to 1 GiB. */
    public Bandwidth {
      if (bytesPerSecond < 0 || bufferBytes < 1024 || bufferBytes > MAX_BUFFER) {
        throw new IllegalArgumentException(
            "bandwidth " + bytesPerSecond + " B/s with a buffer of " + bufferBytes + " bytes");
      }
    }
  }

  /** Refuses probabilities outside 0 to 0.5. */
  public LinkQuality {
    check("loss", loss);
    check("duplication", duplication);
    check("reorder", reorder);
    check("replay", replay);
    check("corruption", corruption);
    check("truncation", truncation);
    check("hostile", hostile);
    check("forgery", forgery);
  }

  /** Datagrams without bursts, replays, malice and limits. */
  public LinkQuality(
      Latency latency, double loss, double duplication, double reorder, double corruption) {
    this(
        Mode.DATAGRAM,
        latency,
        loss,
        Burst.NONE,
        duplication,
        reorder,
        0,
        corruption,
        0,
        0,
        0,
        Bandwidth.UNLIMITED);
  }

  private static void check(String what, double probability) {
    if (!(probability >= 0 && probability <= MAX)) {
      throw new IllegalArgumentException(what + " = " + probability + ": use 0 to " + MAX);
    }
  }

  /** The same mode and latency, and nothing else happens. */
  public LinkQuality clean() {
    return new LinkQuality(mode, latency, 0, Burst.NONE, 0, 0, 0, 0, 0, 0, 0, Bandwidth.UNLIMITED);
  }

  /** The same with another latency. */
  public LinkQuality withLatency(Latency other) {
    return new LinkQuality(
        mode,
        other,
        loss,
        burst,
        duplication,
        reorder,
        replay,
        corruption,
        truncation,
        hostile,
        forgery,
        bandwidth);
  }
}
