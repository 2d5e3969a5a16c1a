package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.Editable;

/**
 * What happens to a machine. Operation and subscription numbers are the driver's; it does not use
 * one twice at a machine.
 */
public sealed interface Input {

  /** To every machine: a keyspace was opened. Again with an equal one does nothing. */
  record Open(KeyspaceSpec<?, ?> spec) implements Input {}

  /**
   * To a group, before anything but {@link Open}: records of its durable keys, as its store gave
   * them at this start. As many of these as there is need for.
   */
  record Load(List<Stored> records) implements Input {
    /** Copies the list. */
    public Load {
      records = List.copyOf(records);
    }
  }

  /** To the group that wanted it: the barrier of an {@link Effect.Persist} has passed. */
  record StorageDone(long ticket) implements Input {}

  /** To the group that wanted it: the batch of an {@link Effect.Persist} was not committed. */
  record StorageFailed(long ticket, StoreFailure failure) implements Input {}

  /**
   * To the group that wanted it: what an {@link Effect.ReadBack} found, without those that are not
   * there or cannot be read.
   */
  record ReadBack(long ticket, List<Stored> records) implements Input {
    /** Copies the list. */
    public ReadBack {
      records = List.copyOf(records);
    }
  }

  /** To the group that wanted it: an {@link Effect.ReadBack} could not be carried out. */
  record ReadFailed(long ticket) implements Input {}

  /** To the key's group. Ends in one {@link Effect.Reply} with a {@code WriteResult}. */
  record Update<S extends Editable<S, E>, E>(
      long op, KeyspaceSpec<S, E> spec, KeyRef key, Consumer<E> change, Write write)
      implements Input {
    /** The same with that time for it. */
    Update<S, E> within(Duration timeout) {
      return timeout.equals(write.timeout())
          ? this
          : new Update<>(op, spec, key, change, new Write(write.level(), timeout, write.after()));
    }
  }

  /** To the key's group: a new delete epoch. Ends like {@link Update}. */
  record Delete<S extends Editable<S, E>, E>(
      long op, KeyspaceSpec<S, E> spec, KeyRef key, Write write) implements Input {
    /** The same with that time for it. */
    Delete<S, E> within(Duration timeout) {
      return timeout.equals(write.timeout())
          ? this
          : new Delete<>(op, spec, key, new Write(write.level(), timeout, write.after()));
    }
  }

  /** To the key's group. Ends in one {@link Effect.Reply} with a {@code ReadResult}. */
  record Fetch<S extends Editable<S, E>, E>(long op, KeyspaceSpec<S, E> spec, KeyRef key, Read read)
      implements Input {
    /** The same with that time for it. */
    Fetch<S, E> within(Duration timeout) {
      return timeout.equals(read.timeout())
          ? this
          : new Fetch<>(op, spec, key, new Read(read.level(), timeout, read.after()));
    }
  }

  /** To the key's group, or to all groups for a whole keyspace. */
  record Watch(long subscription, String keyspace, Optional<KeyRef> key) implements Input {}

  /** Ends a subscription; no {@link Effect.Notify} for it follows. */
  record Unwatch(long subscription) implements Input {}

  /** A frame arrived from the network. */
  record Frame(Endpoint from, byte[] bytes) implements Input {}

  /** The moment of the latest {@link Effect.WakeAt} has come. */
  record Wake() implements Input {}

  /** To the coordinator: all other members of the cluster, whenever that changes. */
  record Members(List<Member> others) implements Input {}

  /** From another machine of this node. */
  record Told(Note note) implements Input {}

  /** To the coordinator. Ends in one {@link Effect.Reply} with a {@code StoreStatus}. */
  record AskStatus(long op) implements Input {}

  /**
   * To a group. Ends in one {@link Effect.Reply} with a {@code List<KeyInfo>} in key order.
   *
   * @param after page on from this key
   * @param limit at most this many
   */
  record ListKeys(long op, Optional<KeyRef> after, int limit) implements Input {}
}
