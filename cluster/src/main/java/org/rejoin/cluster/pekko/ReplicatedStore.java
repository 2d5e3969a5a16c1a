package org.rejoin.cluster.pekko;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.SiblingKeyspace;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictJournal;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Hlc;

/**
 * The store of this node: a Pekko extension that starts with the first {@link #get}. All nodes of
 * the cluster with the store's roles hold all keys; each serves local calls by itself, on any side
 * of a partition. Needs {@code pekko.actor.provider = cluster}; settings are under {@code rejoin}.
 *
 * <p>Thread-safe, as is all that it hands out. It stops with its actor system: a coordinated
 * shutdown refuses writes, waits a little for the other nodes to acknowledge the last ones, then
 * stops; calls after that are answered {@code Rejected(STOPPED)}. State is in memory: a node that
 * restarts is refilled by the others.
 */
public abstract class ReplicatedStore implements Extension {
  private static final Id ID = new Id();

  /** Only Rejoin makes stores. */
  ReplicatedStore() {}

  /**
   * The store of this actor system, started if it is not yet. Call it early on each node: one that
   * has no store holds nothing, and others cannot count on it. May take some milliseconds at first.
   *
   * @throws IllegalArgumentException for a setting out of range; names it
   * @throws IllegalStateException if this node lacks a role of {@code rejoin.roles}
   */
  public static ReplicatedStore get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** This node's id. */
  public abstract String node();

  /**
   * Opens a keyspace on this node. Again with an equal definition gives the same handle. Do so on
   * every node, at start: data of a keyspace that is not open is refused, and writes count no
   * holder there. Once it is open, anti-entropy brings what was missed.
   *
   * @throws IllegalArgumentException if it is open with another type; names both
   */
  public abstract <S extends Editable<S, E>, E> PekkoKeyspace<S, E> open(KeyspaceSpec<S, E> spec);

  /**
   * Opens a keyspace of registers that keep concurrent values; as {@link #open(KeyspaceSpec)}, and
   * resolver versions and caps have to be equal too to open it again.
   */
  public abstract <V> SiblingKeyspace<V> open(SiblingSpec<V> spec);

  /**
   * A part of this node's conflict journal: what resolvers decided here, with the losers. Bounded
   * by {@code rejoin.conflicts}; the oldest entries go first.
   *
   * @param position 0 for the oldest there is, or where the page before said that the next begins
   */
  public abstract ConflictJournal.Page conflicts(long position, int maxEntries);

  /**
   * Shows {@code listener} each entry that is new in the journal, one after another; one that
   * cannot follow misses entries, which are counted and stay in the journal.
   */
  public abstract Registration conflicts(Consumer<ConflictEntry> listener);

  /**
   * This node's clock and the drift that it allows: for reads that do not trust clocks beyond, as
   * {@link org.rejoin.crdt.LWWRegister#valueAsOf}.
   */
  public abstract Hlc clockLimit();

  /** AP. What this node knows of itself and the others; fails only on a bug or once stopped. */
  public abstract CompletionStage<StoreStatus> status();

  /**
   * AP. All keys of all keyspaces on this node, also of those not opened here, by group and key
   * hash. For tests and tools: the list holds them all at once. Not one moment: groups answer one
   * by one.
   */
  public abstract CompletionStage<List<KeyInfo>> keys();

  /** AP. All keys of one keyspace on this node, as {@link #keys()}. */
  public abstract CompletionStage<List<KeyInfo>> keys(String keyspace);

  /**
   * AP. Up to 1000 keys of a keyspace, by key hash.
   *
   * @param afterId the last id of the page before; empty begins
   * @return empty at the end
   */
  public abstract CompletionStage<List<KeyInfo>> keyPage(String keyspace, Optional<String> afterId);

  /** What was counted since the start. Costs no message. */
  public abstract StoreMetrics metrics();

  /**
   * Shows {@code listener} what the engine reports, one event after another per listener. A
   * listener that cannot follow misses events; they are counted. States in events are those of the
   * store: immutable, but not small.
   */
  public abstract Registration events(Consumer<TraceEvent> listener);

  /** Shows {@code listener} each frame sent, dropped by the link policy or received, likewise. */
  public abstract Registration frames(Consumer<FrameEvent> listener);

  private static final class Id extends ExtensionId<ReplicatedStore> {
    @Override
    public ReplicatedStore createExtension(ActorSystem<?> system) {
      return PekkoStore.start(system);
    }
  }
}
