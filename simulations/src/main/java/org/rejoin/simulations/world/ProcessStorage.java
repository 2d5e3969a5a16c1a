package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.store.RecordSink;
import org.rejoin.cluster.store.StateStore;
import org.rejoin.cluster.store.StoreException;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.cluster.store.StoreMismatchException;
import org.rejoin.cluster.store.Stored;
import org.rejoin.simulations.plan.Draws.Stream;

/** The driver's part of durable state for one process. */
final class ProcessStorage {
  private final Host host;
  private final Incarnation incarnation;
  private final Replica replica;
  private Optional<StateStore> store = Optional.empty();

  ProcessStorage(Host host, Incarnation incarnation, Replica replica) {
    this.host = host;
    this.incarnation = incarnation;
    this.replica = replica;
  }

  boolean open(Disk disk) {
    StateStore opened = disk.store();
    long bits = host.draws().bits(Stream.IDENTITY, ~incarnation.node(), incarnation.number());
    try {
      opened.open(replica.header(new UUID(bits, incarnation.node())));
    } catch (StoreMismatchException e) {
      host.observer().storeRefused(incarnation, String.valueOf(e.getMessage()));
      return false;
    }
    store = Optional.of(opened);
    return true;
  }

  List<Stored> load(int group) {
    List<Stored> records = new ArrayList<>();
    store.ifPresent(
        opened ->
            opened.load(
                group,
                new RecordSink() {
                  @Override
                  public void record(Stored stored) {
                    host.observer().reading(incarnation, stored);
                    records.add(stored);
                  }

                  @Override
                  public void unreadable(String what) {
                    throw new IllegalStateException(what);
                  }
                }));
    return records;
  }

  void commit(Effect.Persist persist, Consumer<Input> ended) {
    EventHash hash = host.hash();
    hash.add(persist.ticket());
    for (Stored record : persist.batch().puts()) {
      hash.add(EventHash.of(record.bytes()));
      host.observer().writing(incarnation, record);
    }
    StateStore opened =
        store.orElseThrow(() -> new IllegalStateException(incarnation + " has no store"));
    opened
        .commit(persist.batch(), persist.barrier())
        .whenComplete(
            (nothing, failure) ->
                ended.accept(
                    failure == null
                        ? new Input.StorageDone(persist.ticket())
                        : new Input.StorageFailed(persist.ticket(), kind(failure))));
  }

  void readBack(Effect.ReadBack read, Consumer<Input> ended) {
    host.hash().add(read.ticket());
    StateStore opened =
        store.orElseThrow(() -> new IllegalStateException(incarnation + " has no store"));
    opened
        .read(read.group(), read.items())
        .whenComplete(
            (records, failure) ->
                ended.accept(
                    failure == null
                        ? new Input.ReadBack(read.ticket(), records)
                        : new Input.ReadFailed(read.ticket())));
  }

  private static StoreFailure kind(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return cause instanceof StoreException failed ? failed.failure() : StoreFailure.BROKEN;
  }
}
