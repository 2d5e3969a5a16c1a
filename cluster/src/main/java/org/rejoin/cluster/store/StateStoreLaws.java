package org.rejoin.cluster.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.laws.SeededRandom;

/**
 * Checks a store against the {@linkplain StoreLaw laws} of its promise, on a device that dies. Each
 * seed writes, removes, dies and opens again, and compares what is there with what may be.
 *
 * <pre>{@code
 * StateStoreLaws.of(MyDevice::new).checkSeeds(1, 200).ifPresent(broken -> fail(broken.toString()));
 * }</pre>
 *
 * <p>Immutable; not thread-safe unless the devices are.
 */
public final class StateStoreLaws {
  private static final int GROUPS = 2;
  private static final int ROUNDS = 6;
  private static final int NAMES = 12;

  private final Devices devices;

  /** Where a store keeps what it keeps. Nothing of it runs while nobody calls it. */
  public interface Device {
    /** A store on this device, not opened yet. What an earlier one left is there. */
    StateStore store();

    /** Lets what is under way go on until it is done. */
    void settle();

    /** The process dies: nothing more is done, the caches of the device stay. */
    void processDies();

    /** The same, and the caches are gone. */
    void losesPower();
  }

  /** Makes empty devices; what is random about one comes from the seed. */
  public interface Devices {
    /** An empty device. */
    Device device(long seed);
  }

  private StateStoreLaws(Devices devices) {
    this.devices = devices;
  }

  /** The laws of the stores on these devices. */
  public static StateStoreLaws of(Devices devices) {
    return new StateStoreLaws(devices);
  }

  /** Checks all laws with each seed from {@code from} to {@code to}; the first that is broken. */
  public Optional<BrokenStoreLaw> checkSeeds(long from, long to) {
    for (long seed = from; seed <= to; seed++) {
      try {
        new Run(seed).check();
      } catch (Broken broken) {
        return Optional.of(broken.law);
      }
    }
    return Optional.empty();
  }

  /** Ends a run. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient BrokenStoreLaw law;

    Broken(BrokenStoreLaw law) {
      super(law.toString());
      this.law = law;
    }
  }

  /** A batch that was given, and what is known of it. */
  private record Given(Batch batch, Barrier barrier, CompletionStage<Void> end) {
    boolean isDone() {
      return end.toCompletableFuture().isDone();
    }
  }

  private final class Run {
    private final long seed;
    private final SeededRandom random;
    private final Device device;

    /** What is there for certain, by group. */
    private final List<Map<ItemId, byte[]>> certain = new ArrayList<>();

    private long starts;

    Run(long seed) {
      this.seed = seed;
      this.random = new SeededRandom(seed);
      this.device = devices.device(seed);
      for (int group = 0; group < GROUPS; group++) {
        certain.add(new TreeMap<>());
      }
    }

    private Broken broken(StoreLaw law, String what) {
      return new Broken(new BrokenStoreLaw(law, seed, what));
    }

    void check() {
      for (int round = 0; round < ROUNDS; round++) {
        mismatch();
        StateStore store = open();
        load(store);
        round(store);
      }
    }

    private StateStore open() {
      StateStore store = device.store();
      StateStore.Opened opened = store.open(header("n1", starts + 1));
      starts++;
      if (opened.header().starts() != starts || opened.isNew() != (starts == 1)) {
        throw broken(StoreLaw.STARTS, "start " + starts + " was counted as " + opened);
      }
      return store;
    }

    private void mismatch() {
      if (starts > 0) {
        try {
          device.store().open(header("n2", 7));
        } catch (StoreMismatchException e) {
          return;
        }
        throw broken(StoreLaw.MISMATCH, "node n2 opened the store of n1");
      }
    }

    private void load(StateStore store) {
      for (int group = 0; group < GROUPS; group++) {
        Map<ItemId, byte[]> found = read(store, group);
        if (!same(found, certain.get(group))) {
          throw broken(
              StoreLaw.LOAD, "group " + group + " has " + found + ", not " + certain.get(group));
        }
      }
    }

    private Map<ItemId, byte[]> read(StateStore store, int group) {
      Map<ItemId, byte[]> found = new TreeMap<>();
      List<ItemId> order = new ArrayList<>();
      store.load(
          group,
          new RecordSink() {
            @Override
            public void record(Stored stored) {
              order.add(stored.item());
              found.put(stored.item(), stored.bytes());
            }

            @Override
            public void unreadable(String what) {
              throw broken(StoreLaw.LOAD, "unreadable: " + what);
            }
          });
      if (!order.equals(List.copyOf(found.keySet()))) {
        throw broken(StoreLaw.LOAD, "group " + group + " came as " + order);
      }
      return found;
    }

    /** Writes batch after batch, each group one at a time, then something dies, or nothing. */
    private void round(StateStore store) {
      List<Optional<Given>> last = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
      List<List<Given>> open = List.of(new ArrayList<>(), new ArrayList<>());
      int writes = random.below(8);
      for (int n = 0; n < writes; n++) {
        int group = random.below(GROUPS);
        if (last.get(group).filter(given -> !given.isDone()).isPresent()) {
          device.settle();
        }
        Barrier barrier = random.below(4) == 0 ? Barrier.NONE : Barrier.SYNCED;
        Batch batch = batch(group);
        Given given = new Given(batch, barrier, store.commit(batch, barrier));
        last.set(group, Optional.of(given));
        open.get(group).add(given);
      }
      int death = random.below(3);
      if (death == 0) {
        device.settle();
        for (int group = 0; group < GROUPS; group++) {
          readBack(store, group, open.get(group));
        }
        store.close();
        closed(store);
        device.processDies();
      } else if (death == 1) {
        device.processDies();
      } else {
        device.losesPower();
      }
      StateStore again = open();
      for (int group = 0; group < GROUPS; group++) {
        judge(group, open.get(group), death == 2, read(again, group));
      }
      device.processDies();
    }

    /** All batches were reported done. */
    private void readBack(StateStore store, int group, List<Given> given) {
      Map<ItemId, byte[]> expected = new TreeMap<>(certain.get(group));
      given.forEach(one -> apply(one.batch, expected));
      List<ItemId> names = IntStream.range(0, NAMES + 1).mapToObj(n -> name(group, n)).toList();
      var answer = store.read(group, names).toCompletableFuture();
      device.settle();
      Map<ItemId, byte[]> found = new TreeMap<>();
      answer.join().forEach(stored -> found.put(stored.item(), stored.bytes()));
      if (!same(expected, found)) {
        throw broken(StoreLaw.READ, "group " + group + " reads " + found + ", not " + expected);
      }
    }

    private void closed(StateStore store) {
      try {
        store.commit(batch(0), Barrier.SYNCED).toCompletableFuture().join();
      } catch (CompletionException e) {
        return;
      }
      throw broken(StoreLaw.CLOSED, "a closed store committed");
    }

    /** What is found has to be what some allowed set of the batches makes of what was there. */
    private void judge(int group, List<Given> given, boolean power, Map<ItemId, byte[]> found) {
      List<Integer> doubtful = new ArrayList<>();
      for (int i = 0; i < given.size(); i++) {
        boolean isSafe =
            given.get(i).isDone() && (!power || given.get(i).barrier == Barrier.SYNCED);
        if (!isSafe) {
          doubtful.add(i);
        }
      }
      if (isPossible(group, given, doubtful, found)) {
        certain.set(group, found);
        return;
      }
      List<Integer> all = IntStream.range(0, given.size()).boxed().toList();
      StoreLaw law = doubtful.isEmpty() ? StoreLaw.ORDER : StoreLaw.ATOMIC;
      if (isPossible(group, given, all, found)) {
        law = power ? StoreLaw.POWER : StoreLaw.CRASH;
      }
      throw broken(law, "group " + group + " has " + found.keySet() + " after " + given);
    }

    private boolean isPossible(
        int group, List<Given> given, List<Integer> doubtful, Map<ItemId, byte[]> found) {
      for (int mask = 0; mask < 1 << doubtful.size(); mask++) {
        Map<ItemId, byte[]> possible = new TreeMap<>(certain.get(group));
        for (int i = 0; i < given.size(); i++) {
          int place = doubtful.indexOf(i);
          if (place < 0 || (mask & (1 << place)) != 0) {
            apply(given.get(i).batch, possible);
          }
        }
        if (same(possible, found)) {
          return true;
        }
      }
      return false;
    }

    private void apply(Batch batch, Map<ItemId, byte[]> records) {
      batch.puts().forEach(put -> records.put(put.item(), put.bytes()));
      batch.removals().forEach(records::remove);
    }

    private boolean same(Map<ItemId, byte[]> one, Map<ItemId, byte[]> other) {
      return one.keySet().equals(other.keySet())
          && one.entrySet().stream()
              .allMatch(e -> Arrays.equals(e.getValue(), other.get(e.getKey())));
    }

    private Batch batch(int group) {
      Map<ItemId, byte[]> puts = new TreeMap<>();
      int count = 1 + random.below(4);
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[random.below(40)];
        for (int at = 0; at < bytes.length; at++) {
          bytes[at] = (byte) random.below(256);
        }
        puts.put(name(group), bytes);
      }
      List<ItemId> removals = new ArrayList<>();
      ItemId gone = name(group);
      if (random.below(3) == 0 && !puts.containsKey(gone)) {
        removals.add(gone);
      }
      List<Stored> records = new ArrayList<>();
      puts.forEach((item, bytes) -> records.add(new Stored(item, bytes)));
      return new Batch(group, records, removals);
    }

    private ItemId name(int group) {
      return name(group, random.below(NAMES));
    }

    private static ItemId name(int group, int number) {
      long hash = ((long) group << 63) | ((long) (number * 37 % NAMES) << 40);
      return new ItemId(hash, "k", "id" + number);
    }

    private StoreHeader header(String node, long incarnation) {
      return new StoreHeader(
          "c",
          "default",
          node,
          new UUID(seed, 1),
          GROUPS,
          "suite/1",
          0,
          new ReplicaId(incarnation));
    }
  }
}
