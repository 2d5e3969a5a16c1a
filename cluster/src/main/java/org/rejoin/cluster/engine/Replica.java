package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.store.StoreHeader;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * One store on one node: a coordinator and {@code groups} group machines. This class only builds
 * them and finds a key's group; a driver steps each machine by itself, on threads of its choice.
 */
public final class Replica {
  private final EngineConfig config;
  private final List<Machine> machines;

  /** Builds the machines of a store that starts empty. */
  public Replica(EngineConfig config) {
    this(config, Buggify.OFF);
  }

  /** The same, with points at which it does what is allowed and rare. */
  public Replica(EngineConfig config, Buggify buggify) {
    this.config = config;
    this.machines = new ArrayList<>();
    machines.add(new Coordinator(config, buggify));
    for (int group = 0; group < config.groups(); group++) {
      machines.add(new Group(config, group, buggify));
    }
  }

  /** What it was built with. */
  public EngineConfig config() {
    return config;
  }

  /** {@link Machine#COORDINATOR} or a group's index. */
  public Machine machine(int index) {
    return machines.get(index);
  }

  /** Number of machines: the groups and the coordinator. */
  public int machines() {
    return machines.size();
  }

  /**
   * What this replica expects in the header of its node's durable store.
   *
   * @param fresh a new random id, used if the store is empty
   */
  public StoreHeader header(UUID fresh) {
    return new StoreHeader(
        Long.toHexString(config.secretCheck()),
        config.store(),
        config.node(),
        fresh,
        config.groups(),
        config.suite().name(),
        0,
        config.replica());
  }

  /** The key with its hash. Thread-safe. Cost: one keyed hash of the name and id. */
  public KeyRef key(String keyspace, String id) {
    return key(config, keyspace, id);
  }

  /** The key that a peer names; refuses ids that no key may have. */
  static KeyRef keyOfPeer(EngineConfig config, String keyspace, String id) {
    try {
      return key(config, keyspace, id);
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException(String.valueOf(e.getMessage()), e);
    }
  }

  static KeyRef key(EngineConfig config, String keyspace, String id) {
    byte[] input =
        new CanonicalOut()
            .writeString(keyspace)
            .writeString(KeyspaceSpec.checkId(id))
            .toByteArray();
    return new KeyRef(config.suite().hash64(HashDomain.KEY, input), keyspace, id);
  }

  /** Index of the machine that holds the key. Thread-safe. */
  public int machineOf(KeyRef key) {
    return 1 + groupOf(key.hash(), config.groups());
  }

  static int groupOf(long hash, int groups) {
    int bits = Integer.numberOfTrailingZeros(groups);
    return bits == 0 ? 0 : (int) (hash >>> (64 - bits));
  }
}
