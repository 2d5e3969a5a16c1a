package org.rejoin.cluster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rejoin.crdt.laws.SeededRandom;

/** A device of maps, for tests; with a flaw it breaks a law. */
public final class MemoryDevice implements StateStoreLaws.Device {
  private final SeededRandom random;
  private final Flaw flaw;
  private final List<Written> log = new ArrayList<>();
  private final List<Map<ItemId, byte[]>> records = new ArrayList<>();
  private Optional<byte[]> header = Optional.empty();
  private int life;

  /** What is wrong with it. */
  public enum Flaw {
    NONE,
    HALF_BATCH,
    FORGETS_SYNCED,
    FORGETS_DONE,
    KEEPS_REMOVED,
    MIXES_GROUPS,
    COUNTS_ONCE,
    OPENS_ANY,
    READS_OLD,
    NEVER_CLOSED
  }

  private static final class Written {
    final Batch batch;
    final Barrier barrier;
    final CompletableFuture<Void> end = new CompletableFuture<>();

    Written(Batch batch, Barrier barrier) {
      this.batch = batch;
      this.barrier = barrier;
    }
  }

  /** An empty one. */
  public MemoryDevice(long seed, Flaw flaw) {
    this.random = new SeededRandom(seed);
    this.flaw = flaw;
  }

  @Override
  public StateStore store() {
    return new Store(++life);
  }

  @Override
  public void settle() {
    log.forEach(written -> written.end.complete(null));
  }

  @Override
  public void processDies() {
    die(flaw == Flaw.FORGETS_DONE, false);
  }

  @Override
  public void losesPower() {
    die(flaw == Flaw.FORGETS_SYNCED, true);
  }

  private void die(boolean forgets, boolean power) {
    life++;
    for (Written written : log) {
      boolean isSafe =
          written.end.isDone() && !forgets && (!power || written.barrier == Barrier.SYNCED);
      if (isSafe || random.chance(50)) {
        apply(written.batch);
      }
    }
    log.clear();
  }

  private void apply(Batch batch) {
    Map<ItemId, byte[]> group = group(batch.group());
    List<Stored> puts = batch.puts();
    int count = flaw == Flaw.HALF_BATCH ? (puts.size() + 1) / 2 : puts.size();
    puts.subList(0, count).forEach(put -> group.put(put.item(), put.bytes()));
    if (flaw != Flaw.KEEPS_REMOVED) {
      batch.removals().forEach(group::remove);
    }
  }

  private Map<ItemId, byte[]> group(int group) {
    int place = flaw == Flaw.MIXES_GROUPS ? 0 : group;
    while (records.size() <= place) {
      records.add(new TreeMap<>());
    }
    return records.get(place);
  }

  private final class Store implements StateStore {
    private final int mine;
    private boolean isClosed;

    Store(int mine) {
      this.mine = mine;
    }

    @Override
    public Opened open(StoreHeader expected) {
      boolean isNew = header.isEmpty() || flaw == Flaw.COUNTS_ONCE;
      StoreHeader now = expected.first();
      if (!isNew) {
        StoreHeader found = StoreHeader.decode(header.orElseThrow());
        now = flaw == Flaw.OPENS_ANY ? found.openedBy(found) : found.openedBy(expected);
      }
      header = Optional.of(now.encode());
      return new Opened(now, isNew, 0);
    }

    @Override
    public void load(int group, RecordSink sink) {
      group(group).forEach((item, bytes) -> sink.record(new Stored(item, bytes)));
    }

    @Override
    public CompletionStage<Void> commit(Batch batch, Barrier barrier) {
      if ((isClosed || mine != life) && flaw != Flaw.NEVER_CLOSED) {
        return CompletableFuture.failedStage(new StoreException(StoreFailure.BROKEN, "closed"));
      }
      Written written = new Written(batch, barrier);
      log.add(written);
      return isClosed ? CompletableFuture.completedStage(null) : written.end;
    }

    @Override
    public CompletionStage<List<Stored>> read(int group, List<ItemId> items) {
      Map<ItemId, byte[]> now = new TreeMap<>(group(group));
      for (Written written : log) {
        if (written.batch.group() == group && written.end.isDone() && flaw != Flaw.READS_OLD) {
          written.batch.puts().forEach(put -> now.put(put.item(), put.bytes()));
          written.batch.removals().forEach(now::remove);
        }
      }
      now.keySet().retainAll(items);
      List<Stored> found = new ArrayList<>();
      now.forEach((item, bytes) -> found.add(new Stored(item, bytes)));
      return CompletableFuture.completedStage(found);
    }

    @Override
    public void close() {
      settle();
      isClosed = true;
    }
  }
}
