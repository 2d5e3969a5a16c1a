package org.rejoin.cluster.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.store.Barrier;
import org.rejoin.cluster.store.Batch;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.crdt.Crdt;

/** What a machine wants done. */
public sealed interface Effect {

  /**
   * Send a frame. May be lost, repeated, reordered.
   *
   * @param machine index of the machine at the receiver
   */
  record Send(Endpoint to, int machine, Traffic traffic, byte[] frame) implements Effect {}

  /** Hand a note to another machine of this node. */
  record Tell(int machine, Note note) implements Effect {}

  /**
   * Commit a batch to this node's store; ends in one {@link Input.StorageDone} or {@link
   * Input.StorageFailed}. A machine has one under way at a time, and none without a keyspace that
   * is durable.
   *
   * @param ticket counts up from 1
   */
  record Persist(Batch batch, Barrier barrier, long ticket) implements Effect {}

  /**
   * Read records of this node's store back; ends in one {@link Input.ReadBack} or {@link
   * Input.ReadFailed}. A machine has one under way at a time.
   *
   * @param items at most {@value org.rejoin.cluster.store.StateStore#MAX_READ}
   * @param ticket counts up from 1
   */
  record ReadBack(int group, List<ItemId> items, long ticket) implements Effect {
    /** Copies the list. */
    public ReadBack {
      items = List.copyOf(items);
    }
  }

  /** Give {@link Input.Wake} at this monotonic time; replaces the machine's earlier wish. */
  record WakeAt(long nanos) implements Effect {}

  /** An operation ended: a {@code WriteResult}, {@code ReadResult}, {@code StoreStatus}, list. */
  record Reply(long op, Object result) implements Effect {}

  /** A subscriber is to be told. */
  record Notify(long subscription, Change<?> change) implements Effect {}

  /**
   * Siblings have stood for the keyspace's delay and this node is the key's home: ask the resolver,
   * outside of the step, and write the result back with an {@link Input.Update} that changes
   * nothing if other siblings stand there by then. Comes again while they stand.
   *
   * @param epoch the key's delete epoch
   */
  record Settle(KeyRef key, long epoch, Crdt<?> register) implements Effect {}

  /** What the other members say of their resolvers, by keyspace; replaces what was said before. */
  record Offers(Map<String, List<ResolverOffer>> offers) implements Effect {
    /** Copies the map. */
    public Offers {
      offers = Collections.unmodifiableMap(new TreeMap<>(offers));
    }
  }

  /** Something worth recording happened; changes nothing. */
  record Trace(TraceEvent event) implements Effect {}
}
