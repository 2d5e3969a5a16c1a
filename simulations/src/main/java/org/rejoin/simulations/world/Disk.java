package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.store.Barrier;
import org.rejoin.cluster.store.Batch;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.RecordSink;
import org.rejoin.cluster.store.StateStore;
import org.rejoin.cluster.store.StateStoreLaws;
import org.rejoin.cluster.store.StoreException;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.cluster.store.StoreHeader;
import org.rejoin.cluster.store.Stored;

/**
 * One node's disk: what is on it outlives processes, and what the SPI does not promise does not
 * happen. Batches that were given and not reported done are there or not, as lots say, whoever
 * dies; of those reported done without a barrier, or with one that was a lie, the same holds when
 * power is lost. Harsher than a log, whose survivors are a prefix.
 */
final class Disk implements StateStoreLaws.Device {
  private final DiskWork work;

  /** What is safe. */
  private final TreeMap<Integer, TreeMap<ItemId, Row>> rows = new TreeMap<>();

  private final List<Written> underWay = new ArrayList<>();
  private final List<Written> cached = new ArrayList<>();
  private Optional<byte[]> header = Optional.empty();
  private final List<Runnable> reads = new ArrayList<>();
  private long batches;

  /** Counts down: reads take lots of their own. */
  private long lastRead;

  private long torn;
  private int life;
  private boolean isBroken;

  /** A record, and the number of the batch that wrote it; of one that was removed, the number. */
  private record Row(long batch, byte @Nullable [] bytesOrNull) {
    Optional<byte[]> bytes() {
      return Optional.ofNullable(bytesOrNull);
    }
  }

  /** All that is on a disk at one moment. */
  record Image(Optional<byte[]> header, TreeMap<Integer, TreeMap<ItemId, Row>> rows) {}

  private static final class Written {
    final long number;
    final Batch batch;
    final Barrier barrier;
    final CompletableFuture<Void> end = new CompletableFuture<>();

    Written(long number, Batch batch, Barrier barrier) {
      this.number = number;
      this.batch = batch;
      this.barrier = barrier;
    }
  }

  Disk(DiskWork work) {
    this.work = work;
  }

  @Override
  public StateStore store() {
    life++;
    isBroken = false;
    return new Store(life);
  }

  @Override
  public void settle() {
    List.copyOf(underWay).forEach(this::finish);
    List.copyOf(reads).forEach(this::answer);
  }

  /** Batches that are neither reported done nor known to be lost, and those that only seem safe. */
  int doubtful() {
    return underWay.size() + cached.size();
  }

  @Override
  public void processDies() {
    life++;
    for (Written written : underWay) {
      if (work.survives(written.number)) {
        cached.add(written);
      }
    }
    underWay.clear();
  }

  @Override
  public void losesPower() {
    losesPower(work::survives);
  }

  /** Those of the doubtful batches survive whose numbers fit; the one lost last may be torn. */
  void losesPower(Predicate<Long> survives) {
    life++;
    List<Written> doubtful = new ArrayList<>(cached);
    doubtful.addAll(underWay);
    cached.clear();
    underWay.clear();
    for (Written written : doubtful) {
      if (survives.test(written.number)) {
        write(written);
      } else if (written == doubtful.get(doubtful.size() - 1)) {
        torn++;
      }
    }
  }

  /** What was reported done is written at last. */
  void sync() {
    cached.forEach(this::write);
    cached.clear();
  }

  /** Nothing is left, as if new. */
  void wipe() {
    life++;
    restore(new Image(Optional.empty(), new TreeMap<>()));
  }

  /** Whether no process has opened it since it was new or wiped. */
  boolean isBlank() {
    return header.isEmpty();
  }

  Image image() {
    sync();
    TreeMap<Integer, TreeMap<ItemId, Row>> copy = new TreeMap<>();
    rows.forEach((group, records) -> copy.put(group, new TreeMap<>(records)));
    return new Image(header, copy);
  }

  void restore(Image image) {
    underWay.clear();
    cached.clear();
    header = image.header;
    rows.clear();
    image.rows.forEach((group, records) -> rows.put(group, new TreeMap<>(records)));
  }

  /** Flips a bit of one record, if there is one. */
  void rot(long lot) {
    List<ItemId> names = new ArrayList<>();
    names.addAll(records().keySet());
    if (names.isEmpty()) {
      return;
    }
    ItemId name = names.get((int) Long.remainderUnsigned(lot, names.size()));
    for (TreeMap<ItemId, Row> records : rows.values()) {
      records.computeIfPresent(
          name,
          (item, row) -> new Row(row.batch, row.bytes().map(b -> flipped(b, lot)).orElse(null)));
    }
  }

  private static byte[] flipped(byte[] bytes, long lot) {
    byte[] damaged = bytes.clone();
    int bit = (int) Long.remainderUnsigned(lot >>> 7, bytes.length * 8L);
    damaged[bit / 8] ^= (byte) (1 << (bit % 8));
    return damaged;
  }

  /** All records that a process would be given now, by name. */
  Map<ItemId, byte[]> records() {
    Map<ItemId, byte[]> all = new TreeMap<>();
    for (TreeMap<ItemId, Row> group : image().rows.values()) {
      group.forEach((item, row) -> row.bytes().ifPresent(bytes -> all.put(item, bytes)));
    }
    return all;
  }

  private void write(Written written) {
    TreeMap<ItemId, Row> records =
        rows.computeIfAbsent(written.batch.group(), group -> new TreeMap<>());
    place(records, written);
  }

  private static void place(Map<ItemId, Row> records, Written written) {
    for (Stored put : written.batch.puts()) {
      place(records, put.item(), new Row(written.number, put.bytes()));
    }
    written.batch.removals().forEach(i -> place(records, i, new Row(written.number, null)));
  }

  private static void place(Map<ItemId, Row> records, ItemId item, Row row) {
    records.merge(item, row, (old, now) -> now.batch > old.batch ? now : old);
  }

  private void answer(Runnable read) {
    if (reads.remove(read)) {
      read.run();
    }
  }

  /** What a process would read now, from the disk and the caches. */
  private List<Stored> found(int group, List<ItemId> items) {
    TreeMap<ItemId, Row> now = new TreeMap<>(rows.getOrDefault(group, new TreeMap<>()));
    for (Written written : cached) {
      if (written.batch.group() == group) {
        place(now, written);
      }
    }
    List<Stored> found = new ArrayList<>();
    for (ItemId item : items) {
      Optional.ofNullable(now.get(item))
          .flatMap(Row::bytes)
          .ifPresent(bytes -> found.add(new Stored(item, bytes)));
    }
    return found;
  }

  private void finish(Written written) {
    if (!underWay.remove(written)) {
      return;
    }
    Optional<StoreFailure> failure = work.failure();
    if (isBroken || failure.isPresent()) {
      StoreFailure how = isBroken ? StoreFailure.BROKEN : failure.get();
      isBroken |= how == StoreFailure.BROKEN;
      if (isBroken && work.survives(written.number)) {
        write(written);
      }
      written.end.completeExceptionally(new StoreException(how, "batch " + written.number));
    } else if (work.isLying() || written.barrier == Barrier.NONE) {
      cached.add(written);
      written.end.complete(null);
    } else {
      write(work.isAstray() ? astray(written) : written);
      written.end.complete(null);
    }
  }

  /**
   * The first record goes to the place of another, which is lost, and its own keeps what it had.
   */
  private Written astray(Written written) {
    TreeMap<ItemId, Row> records = rows.getOrDefault(written.batch.group(), new TreeMap<>());
    Stored first = written.batch.puts().get(0);
    Optional<ItemId> place =
        records.keySet().stream().filter(item -> !item.equals(first.item())).findFirst();
    List<Stored> puts =
        new ArrayList<>(written.batch.puts().subList(1, written.batch.puts().size()));
    place.ifPresent(
        item -> {
          puts.removeIf(put -> put.item().equals(item));
          puts.add(new Stored(item, first.bytes()));
        });
    return new Written(written.number, Batch.of(written.batch.group(), puts), written.barrier);
  }

  private final class Store implements StateStore {
    private final int mine;
    private boolean isClosed;

    Store(int mine) {
      this.mine = mine;
    }

    @Override
    public Opened open(StoreHeader expected) {
      boolean isNew = header.isEmpty();
      StoreHeader now =
          isNew ? expected.first() : StoreHeader.decode(header.get()).openedBy(expected);
      header = Optional.of(now.encode());
      sync();
      long found = torn;
      torn = 0;
      return new Opened(now, isNew, found);
    }

    @Override
    public void load(int group, RecordSink sink) {
      rows.getOrDefault(group, new TreeMap<>())
          .forEach((item, row) -> row.bytes().ifPresent(b -> sink.record(new Stored(item, b))));
    }

    @Override
    public CompletionStage<Void> commit(Batch batch, Barrier barrier) {
      if (isClosed || mine != life) {
        return CompletableFuture.failedStage(
            new StoreException(StoreFailure.BROKEN, "the store takes nothing more"));
      }
      Written written = new Written(++batches, batch, barrier);
      underWay.add(written);
      work.later(written.number, () -> finish(written));
      return written.end;
    }

    @Override
    public CompletionStage<List<Stored>> read(int group, List<ItemId> items) {
      CompletableFuture<List<Stored>> end = new CompletableFuture<>();
      Runnable read =
          () -> {
            if (isClosed || isBroken || mine != life) {
              end.completeExceptionally(new StoreException(StoreFailure.BROKEN, "no disk"));
            } else {
              end.complete(found(group, items));
            }
          };
      reads.add(read);
      work.later(--lastRead, () -> answer(read));
      return end;
    }

    @Override
    public void close() {
      settle();
      isClosed = true;
    }
  }
}
