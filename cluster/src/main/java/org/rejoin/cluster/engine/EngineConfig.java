package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * All that a replica is given at its start. Everything has a bound, and these are they.
 *
 * @param node this node's configured id
 * @param replica this incarnation: 64 random bits, never used before
 * @param store name of the store; only stores of one name talk to each other
 * @param suite keyed hash with the cluster's secret
 * @param groups number of groups, a power of two from 1 to 1024, equal on all nodes
 * @param replicaSet node ids that majorities are counted over; empty: no majority levels
 * @param checks how it checks itself
 */
public record EngineConfig(
    String node,
    ReplicaId replica,
    String store,
    HashSuite suite,
    int groups,
    List<String> replicaSet,
    Intervals intervals,
    Limits limits,
    Checks checks) {

  /**
   * How far off a clock may be before it is not believed: a peer's is not followed and its stamps
   * rank last, the own one gives no stamps.
   */
  public static final Duration MAX_DRIFT = Duration.ofSeconds(5);

  private static final int MIN_FRAME_BYTES = 32 * 1024;
  private static final int MAX_FRAME_BYTES = 1024 * 1024;

  /** Refuses a number of groups that is no power of two, and frames outside 32 KiB to 1 MiB. */
  public EngineConfig {
    if (limits.frameBytes() < MIN_FRAME_BYTES || limits.frameBytes() > MAX_FRAME_BYTES) {
      throw new IllegalArgumentException(
          "frames of " + limits.frameBytes() + " bytes: use 32 KiB to 1 MiB");
    }
    if (groups < 1 || groups > 1024 || Integer.bitCount(groups) != 1) {
      throw new IllegalArgumentException(
          "groups = " + groups + ": use a power of two from 1 to 1024");
    }
    replicaSet = List.copyOf(replicaSet);
  }

  /** One that does not check what it holds by itself. */
  public EngineConfig(
      String node,
      ReplicaId replica,
      String store,
      HashSuite suite,
      int groups,
      List<String> replicaSet,
      Intervals intervals,
      Limits limits) {
    this(node, replica, store, suite, groups, replicaSet, intervals, limits, Checks.OFF);
  }

  /** The same with these checks. */
  public EngineConfig with(Checks others) {
    return new EngineConfig(
        node, replica, store, suite, groups, replicaSet, intervals, limits, others);
  }

  /** Tells whether two nodes have the same cluster secret. */
  long secretCheck() {
    return suite.hash64(HashDomain.CONTEXT, new byte[] {'g', 'r', 'e', 'e', 't'});
  }

  /**
   * How often things happen.
   *
   * @param delta how long deltas may wait for company; a write that waits for a level does not wait
   * @param antiEntropy between two comparisons with some peer, give or take a fifth; zero: never
   * @param notification between two calls of a subscriber for one key
   * @param retransmit first wait for an acknowledgement; doubles up to ten times this
   */
  public record Intervals(
      Duration delta, Duration antiEntropy, Duration notification, Duration retransmit) {
    /** 100 ms, 5 s, 50 ms, 500 ms. */
    public static final Intervals DEFAULT =
        new Intervals(
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMillis(500));
  }

  /**
   * How much a replica checks what it holds, all the time and for nobody.
   *
   * @param scrubKeysPerSecond keys of the whole store that are read back and hashed, in memory and
   *     on disk; 0: none
   * @param shard time between two checks of one shard of each group's tree; zero: never
   */
  public record Checks(int scrubKeysPerSecond, Duration shard) {
    /** None. */
    public static final Checks OFF = new Checks(0, Duration.ZERO);

    /** Refuses what is below 0. */
    public Checks {
      if (scrubKeysPerSecond < 0 || shard.isNegative()) {
        throw new IllegalArgumentException(
            "checks of " + scrubKeysPerSecond + " keys a second and a shard each " + shard);
      }
    }
  }

  /**
   * How much there may be.
   *
   * @param frameBytes largest frame, 32 KiB to 1 MiB
   * @param windowBytes deltas to one peer and group that may be under way unacknowledged
   * @param operations operations of one group that may wait for a level
   * @param repairBytesPerRound what a peer sends in answer to one question of anti-entropy
   * @param buffer what is kept for a peer that does not acknowledge
   */
  public record Limits(
      int frameBytes,
      long windowBytes,
      int operations,
      int repairBytesPerRound,
      DeltaBuffer.Limits buffer) {
    /** 64 KiB, 256 KiB, 10 000, 1 MiB; 8 MiB, 50 000 entries, 5 minutes. */
    public static final Limits DEFAULT =
        new Limits(
            64 * 1024,
            256 * 1024,
            10_000,
            1024 * 1024,
            new DeltaBuffer.Limits(8L << 20, 50_000, Duration.ofMinutes(5).toNanos()));
  }
}
