package org.rejoin.cluster.pekko;

import com.typesafe.config.Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.ReplicaId;

/**
 * The configuration under {@code rejoin}, read and checked at start: each error names its key, its
 * value and what would do. {@code reference.conf} documents the keys. Immutable.
 *
 * @param nodeId empty: take the actor system's host and port
 */
public record StoreSettings(
    String store,
    String nodeId,
    List<String> replicaSet,
    Set<String> roles,
    int groups,
    String secret,
    EngineConfig.Intervals intervals,
    EngineConfig.Limits limits,
    EngineConfig.Checks checks,
    Conflicts conflicts,
    long inboxBytes,
    int observerQueue,
    Duration drainTimeout,
    String dispatcher,
    String callbackDispatcher) {

  static final String ROOT = "rejoin.";
  static final String GROUPS = ROOT + "groups";
  static final String HASH_SUITE = ROOT + "hash-suite";
  static final String INBOX = ROOT + "inbox";
  static final String DEVELOPMENT_SECRET = "rejoin-development-secret";
  static final String MAILBOX = ROOT + "mailbox";

  /** Stands for off in the engine. */
  static final Duration NEVER = Duration.ZERO;

  private static final int KIB = 1024;
  private static final long MIB = 1024L * KIB;
  private static final int MAX_REPLICA_SET = 64;
  private static final String ARTERY_FRAME = "pekko.remote.artery.advanced.maximum-frame-size";
  private static final String STORE_NAME = "[A-Za-z0-9._-]{1,64}";
  private static final String NODE_ID = "[A-Za-z0-9._:@\\[\\]-]{1,128}";

  /**
   * What is done about conflicts.
   *
   * @param journalEntries entries of the conflict journal
   * @param journalBytes their bytes
   * @param resolverTimeout how long a resolver may take
   */
  public record Conflicts(int journalEntries, long journalBytes, Duration resolverTimeout) {}

  /**
   * Reads the settings of an actor system.
   *
   * @throws IllegalArgumentException for a value out of range
   */
  public static StoreSettings of(Config config) {
    return of(new SettingsReader(config));
  }

  static StoreSettings of(SettingsReader reader) {
    reader.oneOf(HASH_SUITE, List.of("sha256"));
    int frame = (int) reader.bytes(ROOT + "max-frame", 32 * KIB, MIB);
    checkArtery(reader, frame);
    return new StoreSettings(
        reader.matching(ROOT + "store", STORE_NAME),
        reader.matching(ROOT + "node-id", "|" + NODE_ID),
        checkReplicaSet(reader.strings(ROOT + "replica-set")),
        Set.copyOf(reader.strings(ROOT + "roles")),
        reader.powerOfTwo(GROUPS, 1024),
        reader.matching(ROOT + "secret", ".+"),
        intervals(reader),
        limits(reader, frame),
        checks(reader),
        conflicts(reader),
        reader.bytes(INBOX, 2L * frame + KIB, KIB * MIB),
        reader.number(ROOT + "observer-queue", 1, 1_000_000),
        reader.duration(ROOT + "drain-timeout", Duration.ZERO, Duration.ofMinutes(1)),
        reader.matching(ROOT + "dispatcher", ".+"),
        reader.matching(ROOT + "callback-dispatcher", ".+"));
  }

  private static EngineConfig.Intervals intervals(SettingsReader reader) {
    Duration minute = Duration.ofMinutes(1);
    return new EngineConfig.Intervals(
        reader.duration(ROOT + "delta-interval", Duration.ofMillis(1), minute),
        reader
            .durationOrOff(
                ROOT + "anti-entropy-interval", Duration.ofMillis(10), Duration.ofDays(1))
            .orElse(NEVER),
        reader.duration(ROOT + "notification-interval", Duration.ofMillis(1), minute),
        reader.duration(ROOT + "retransmit-interval", Duration.ofMillis(10), minute));
  }

  private static EngineConfig.Limits limits(SettingsReader reader, int frame) {
    return new EngineConfig.Limits(
        frame,
        reader.bytes(ROOT + "window", frame, 64 * MIB),
        reader.number(ROOT + "max-operations", 1, 1_000_000),
        (int) reader.bytes(ROOT + "repair-per-round", frame, 64 * MIB),
        new DeltaBuffer.Limits(
            reader.bytes(ROOT + "buffer.max-bytes", 64L * KIB, KIB * MIB),
            reader.number(ROOT + "buffer.max-entries", 1, 10_000_000),
            reader
                .duration(ROOT + "buffer.max-age", Duration.ofSeconds(1), Duration.ofDays(7))
                .toNanos()));
  }

  private static EngineConfig.Checks checks(SettingsReader reader) {
    return new EngineConfig.Checks(
        reader.number(ROOT + "scrub.keys-per-second", 0, 100_000),
        reader
            .durationOrOff(ROOT + "scrub.tree-check", Duration.ofMillis(10), Duration.ofDays(1))
            .orElse(NEVER));
  }

  private static Conflicts conflicts(SettingsReader reader) {
    String root = ROOT + "conflicts.";
    return new Conflicts(
        reader.number(root + "journal-entries", 1, 1_000_000),
        reader.bytes(root + "journal-bytes", KIB, KIB * MIB),
        reader.duration(root + "resolver-timeout", Duration.ofMillis(1), Duration.ofMinutes(1)));
  }

  private static void checkArtery(SettingsReader reader, int frame) {
    Optional<Long> artery = reader.foreignBytes(ARTERY_FRAME);
    if (artery.isPresent() && frame > artery.get() - KIB) {
      throw new IllegalArgumentException(
          ROOT
              + "max-frame = "
              + frame
              + " bytes does not fit in "
              + ARTERY_FRAME
              + " = "
              + artery.get()
              + " bytes less 1 KiB: lower the first or raise the second");
    }
  }

  private static List<String> checkReplicaSet(List<String> nodes) {
    for (String node : nodes) {
      checkNodeId(node);
    }
    if (nodes.size() > MAX_REPLICA_SET || Set.copyOf(nodes).size() != nodes.size()) {
      throw new IllegalArgumentException(
          ROOT
              + "replica-set = "
              + nodes
              + ": use at most "
              + MAX_REPLICA_SET
              + " node ids, each once");
    }
    return List.copyOf(nodes);
  }

  static String checkNodeId(String node) {
    if (!node.matches(NODE_ID)) {
      throw new IllegalArgumentException(
          "node id \"" + node + "\": use 1 to 128 of a-z A-Z 0-9 . _ : @ [ ] -");
    }
    return node;
  }

  /** What a setup says goes over the configuration. */
  StoreSettings with(ReplicatedStoreSetup setup) {
    return new StoreSettings(
        store,
        setup.nodeId().map(StoreSettings::checkNodeId).orElse(nodeId),
        setup.replicaSet().map(StoreSettings::checkReplicaSet).orElse(replicaSet),
        roles,
        groups,
        secret,
        intervals,
        limits,
        checks,
        conflicts,
        inboxBytes,
        observerQueue,
        drainTimeout,
        dispatcher,
        callbackDispatcher);
  }

  EngineConfig engine(String node, ReplicaId replica) {
    return new EngineConfig(
        node,
        replica,
        store,
        HashSuites.sipHash(secret.getBytes(StandardCharsets.UTF_8)),
        groups,
        replicaSet,
        intervals,
        limits,
        checks);
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "StoreSettings[store="
        + store
        + ", nodeId="
        + nodeId
        + ", replicaSet="
        + replicaSet
        + ", roles="
        + roles
        + ", groups="
        + groups
        + "]";
  }
}
