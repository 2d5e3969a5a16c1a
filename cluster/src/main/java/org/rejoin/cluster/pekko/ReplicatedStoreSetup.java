package org.rejoin.cluster.pekko;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.setup.Setup;

/**
 * What a program may give a store at the start of its actor system, over the configuration. Several
 * systems of one JVM differ by it; tests make stores repeatable with it. Immutable.
 *
 * <pre>{@code
 * ActorSystem.create(root, "shop",
 *     ActorSystemSetup.create(
 *         BootstrapSetup.create(config), ReplicatedStoreSetup.create().withNodeId("w1")));
 * }</pre>
 */
public final class ReplicatedStoreSetup extends Setup {
  private final Optional<String> nodeId;
  private final Optional<List<String>> replicaSet;
  private final LinkPolicy linkPolicy;
  private final Optional<LongSupplier> random;

  private ReplicatedStoreSetup(
      Optional<String> nodeId,
      Optional<List<String>> replicaSet,
      LinkPolicy linkPolicy,
      Optional<LongSupplier> random) {
    this.nodeId = nodeId;
    this.replicaSet = replicaSet;
    this.linkPolicy = linkPolicy;
    this.random = random;
  }

  /** Changes nothing. */
  public static ReplicatedStoreSetup create() {
    return new ReplicatedStoreSetup(
        Optional.empty(), Optional.empty(), LinkPolicy.deliverAll(), Optional.empty());
  }

  /** Instead of {@code rejoin.node-id}. */
  public ReplicatedStoreSetup withNodeId(String id) {
    return new ReplicatedStoreSetup(Optional.of(id), replicaSet, linkPolicy, random);
  }

  /** Instead of {@code rejoin.replica-set}. */
  public ReplicatedStoreSetup withReplicaSet(List<String> nodeIds) {
    return new ReplicatedStoreSetup(nodeId, Optional.of(List.copyOf(nodeIds)), linkPolicy, random);
  }

  /** Asked about each outgoing frame. */
  public ReplicatedStoreSetup withLinkPolicy(LinkPolicy policy) {
    return new ReplicatedStoreSetup(nodeId, replicaSet, policy, random);
  }

  /**
   * Where random longs come from: first the replica id, then seeds. For tests only: a replica id
   * must never be used twice, so a real node keeps the default, a {@code SecureRandom}.
   */
  public ReplicatedStoreSetup withRandom(LongSupplier source) {
    return new ReplicatedStoreSetup(nodeId, replicaSet, linkPolicy, Optional.of(source));
  }

  Optional<String> nodeId() {
    return nodeId;
  }

  Optional<List<String>> replicaSet() {
    return replicaSet;
  }

  LinkPolicy linkPolicy() {
    return linkPolicy;
  }

  Optional<LongSupplier> random() {
    return random;
  }
}
