package org.rejoin.cluster.engine;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.WriteBackAck;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.codec.Codecs;

/** Durable keyspaces: section 10 of {@code docs/protocol.md}. */
class DurableTest {
  private static final KeyspaceSpec<GSet<String>, GSet.Editor<String>> CARTS =
      Keyspaces.gSet("carts", Codecs.utf8()).durable();
  private static final KeyspaceSpec<GSet<String>, GSet.Editor<String>> NOTES =
      Keyspaces.gSet("notes", Codecs.utf8());
  private static final long SLOW = 50;

  private final EngineNet net = new EngineNet(1);

  private EngineNet.Node start(String name) {
    return net.start(name, CARTS, NOTES);
  }

  private static Optional<TreeSet<String>> values(EngineNet.Node node) {
    return node.local(CARTS, "x").map(set -> new TreeSet<>(set.elements()));
  }

  private static WriteResult.Acked acked(String... nodes) {
    return new WriteResult.Acked(List.of(nodes));
  }

  @Test
  @DisplayName("a local write is acknowledged when its barrier has passed, not before")
  void update_local_answeredAfterBarrier() {
    net.diskMillis = SLOW;
    EngineNet.Node a = start("a");
    long op = a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    net.run(SLOW - 1);
    assertThat(a.written(op)).isNull();
    assertThat(values(a)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    net.run(1);
    assertThat(a.written(op)).isEqualTo(acked("a"));
  }

  @Test
  @DisplayName("a keyspace in memory writes nothing and waits for nothing")
  void update_memory_untouched() {
    EngineNet.Node a = start("a");
    long op = a.update(NOTES, "x", e -> e.add("tea"), Write.local());
    assertThat(a.written(op)).isEqualTo(acked("a"));
    net.run(1000);
    assertThat(net.disks.get("a")).isEmpty();
  }

  @Test
  @DisplayName(
      "what was acknowledged is there after all nodes lost power; a start more has a new id")
  void restart_all_acknowledgedIsThere() {
    start("a");
    start("b");
    net.run(2000);
    long op = net.node("a").update(CARTS, "x", e -> e.add("tea"), Write.atLeast(2, ofSeconds(1)));
    net.run(500);
    assertThat(net.node("a").written(op)).isEqualTo(acked("a", "b"));
    net.node("b").update(CARTS, "y", e -> e.add("milk"), Write.local());
    net.run(500);
    net.stop("a");
    net.stop("b");
    EngineNet.Node b = start("b");
    assertThat(values(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    assertThat(net.traced(TraceEvent.Loaded.class)).hasSize(2);
    EngineNet.Node a = start("a");
    net.run(3000);
    assertThat(net.roots()).hasSize(1);
    assertThat(a.status().keys()).isEqualTo(2);
  }

  @Test
  @DisplayName("a peer counts for a level when its disk has the delta, not when it has joined it")
  void update_atLeast_peersBarrierCounts() {
    start("a");
    start("b");
    net.run(2000);
    net.diskMillis = SLOW;
    net.sent.clear();
    long op = net.node("a").update(CARTS, "x", e -> e.add("tea"), Write.atLeast(2, ofSeconds(1)));
    net.run(10);
    assertThat(values(net.node("b"))).isPresent();
    assertThat(acks()).isZero();
    assertThat(net.node("a").written(op)).isNull();
    net.run(SLOW);
    assertThat(net.node("a").written(op)).isEqualTo(acked("a", "b"));
    assertThat(acks()).isOne();
  }

  private long acks() {
    return net.sent.stream()
        .filter(f -> Frame.decode(f.send().frame()).message() instanceof Ack)
        .count();
  }

  @Test
  @DisplayName("a delta repeated before the barrier has passed is not acknowledged either")
  void onDeltas_repeatedBeforeBarrier_notAcknowledged() {
    start("a");
    start("b");
    net.run(2000);
    net.diskMillis = 2000;
    long op = net.node("a").update(CARTS, "x", e -> e.add("tea"), Write.atLeast(2, ofSeconds(9)));
    net.run(1900);
    assertThat(net.node("a").written(op)).isNull();
    net.stop("b");
    net.run(5000);
    assertThat(net.node("a").written(op)).isInstanceOf(WriteResult.Partial.class);
    assertThat(net.disks.get("b")).isEmpty();
  }

  @Test
  @DisplayName("many edits, one barrier under way: the next batch collects, each key once")
  void update_many_grouped() {
    net.diskMillis = SLOW;
    EngineNet.Node a = start("a");
    int[] batches = new int[1];
    int[] records = new int[1];
    net.diskFails =
        persist -> {
          batches[0]++;
          records[0] += persist.batch().puts().size();
          return Optional.empty();
        };
    long last = 0;
    for (int i = 0; i < 100; i++) {
      String element = "e" + i;
      last = a.update(CARTS, "k" + i % 10, e -> e.add(element), Write.local());
    }
    net.run(2 * SLOW);
    assertThat(a.written(last)).isEqualTo(acked("a"));
    assertThat(batches[0]).isEqualTo(2);
    assertThat(records[0]).isEqualTo(11);
  }

  @Test
  @DisplayName("a batch is bounded, and the rest follows")
  void flush_tooMuch_inParts() {
    EngineNet.Node a = start("a");
    TreeSet<Integer> sizes = new TreeSet<>();
    net.diskFails =
        persist -> {
          sizes.add(persist.batch().puts().size());
          return Optional.empty();
        };
    long last = 0;
    for (int i = 0; i < 5000; i++) {
      last = a.update(CARTS, "k" + i, e -> e.add("tea"), Write.local());
    }
    net.run(100);
    assertThat(a.written(last)).isEqualTo(acked("a"));
    assertThat(sizes.last()).isEqualTo(4096);
    assertThat(net.disks.get("a")).hasSize(5000);
  }

  @Test
  @DisplayName("a full disk: what was applied stays and is tried again, new edits are refused")
  void failed_full_refusesThenRecovers() {
    EngineNet.Node a = start("a");
    net.diskFails = persist -> Optional.of(StoreFailure.FULL);
    long first = a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    net.run(10);
    long second = a.update(CARTS, "x", e -> e.add("milk"), Write.local());
    assertThat(code(a.written(second))).isEqualTo(RejectedCode.STORE_FULL);
    assertThat(a.written(a.update(NOTES, "x", e -> e.add("milk"), Write.local()))).isNotNull();
    assertThat(a.written(first)).isNull();
    net.diskFails = persist -> Optional.empty();
    net.run(2000);
    assertThat(a.written(first)).isEqualTo(acked("a"));
    long third = a.update(CARTS, "x", e -> e.add("salt"), Write.local());
    net.run(10);
    assertThat(a.written(third)).isEqualTo(acked("a"));
  }

  private static RejectedCode code(WriteResult result) {
    return ((WriteResult.Rejected) result).code();
  }

  @Test
  @DisplayName("a full disk joins what comes and does not acknowledge it")
  void failed_fullAtPeer_unacknowledged() {
    start("a");
    start("b");
    net.run(2000);
    net.diskFails = persist -> Optional.of(StoreFailure.FULL);
    long op = net.node("a").update(CARTS, "x", e -> e.add("tea"), Write.atLeast(2, ofSeconds(1)));
    net.run(500);
    assertThat(values(net.node("b"))).isPresent();
    net.run(1000);
    assertThat(net.node("a").written(op))
        .isEqualTo(new WriteResult.Unknown(List.of(), List.of("a", "b")));
  }

  @Test
  @DisplayName("a broken disk ends durable writes of the group until the next start, and no more")
  void failed_broken_stopsWrites() {
    start("a");
    start("b");
    net.run(2000);
    net.diskFails = persist -> Optional.of(StoreFailure.BROKEN);
    EngineNet.Node a = net.node("a");
    long first = a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    net.run(10);
    assertThat(a.written(first)).isEqualTo(new WriteResult.Partial(List.of(), List.of("a")));
    net.diskFails = persist -> Optional.empty();
    net.run(5000);
    long second = a.update(CARTS, "x", e -> e.add("milk"), Write.local());
    assertThat(code(a.written(second))).isEqualTo(RejectedCode.STORE_BROKEN);
    assertThat(net.traced(TraceEvent.StorageFailed.class)).hasSize(1);
    assertThat(net.disks.get("a")).isEmpty();
    assertThat(values(net.node("b"))).isPresent();
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("a damaged record is reported, not served, and comes back from a peer")
  void load_damaged_leftOutAndRepaired() {
    start("a");
    start("b");
    net.run(2000);
    net.node("a").update(CARTS, "x", e -> e.add("tea"), Write.atLeast(2, ofSeconds(1)));
    net.run(100);
    net.stop("a");
    ItemId item = net.disks.get("a").firstKey();
    byte[] damaged = net.disks.get("a").get(item).clone();
    damaged[damaged.length - 1] ^= 1;
    net.disks.get("a").put(item, damaged);
    EngineNet.Node a = start("a");
    assertThat(net.traced(TraceEvent.RecordRefused.class)).hasSize(1);
    assertThat(values(a)).isEmpty();
    net.run(3000);
    assertThat(values(a)).isPresent();
    assertThat(net.disks.get("a").get(item)).isEqualTo(net.disks.get("b").get(item));
  }

  @Test
  @DisplayName(
      "records of a keyspace that is opened later wait for it; of another type they stay out")
  void load_openedLater_comesIn() {
    start("a").update(CARTS, "x", e -> e.add("tea"), Write.local());
    net.run(10);
    net.stop("a");
    EngineNet.Node a = net.start("a");
    assertThat(a.keys()).isEmpty();
    a.open(CARTS);
    assertThat(values(a)).isPresent();
    net.stop("a");
    EngineNet.Node other = net.start("a", Keyspaces.pnCounter("carts").durable());
    assertThat(other.keys()).isEmpty();
    assertThat(net.traced(TraceEvent.RecordRefused.class)).hasSize(1);
  }

  @Test
  @DisplayName("a delete is kept: its epoch is there after a restart")
  void restart_deleted_staysDeleted() {
    EngineNet.Node a = start("a");
    a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    a.delete(CARTS, "x", Write.local());
    net.run(10);
    net.stop("a");
    a = start("a");
    assertThat(values(a)).isEmpty();
    assertThat(a.status().tombstones()).isOne();
  }

  @Test
  @DisplayName("a majority read ends when a majority has on disk what it returns")
  void fetch_majority_waitsForDisks() {
    start("a");
    start("b");
    start("c");
    net.run(2000);
    net.drop = flying -> flying.from().equals("a") && flying.send().traffic() == Traffic.DELTA;
    net.diskMillis = SLOW;
    EngineNet.Node a = net.node("a");
    a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    long read = a.fetch(CARTS, "x", Read.majority(ofSeconds(1)));
    net.run(SLOW / 2);
    assertThat(a.read(read)).isNull();
    assertThat(net.disks.values()).allMatch(TreeMap::isEmpty);
    net.run(2 * SLOW);
    assertThat(a.read(read)).isInstanceOf(ReadResult.Found.class);
    long held = net.disks.values().stream().filter(disk -> !disk.isEmpty()).count();
    assertThat(held).isGreaterThanOrEqualTo(2);
  }

  @Test
  @DisplayName(
      "a write-back is answered when it is on disk; a broken one says that it holds nothing")
  void onWriteBack_broken_saysNotHeld() {
    start("a");
    start("b");
    start("c");
    net.run(2000);
    net.drop = flying -> flying.send().traffic() == Traffic.DELTA;
    EngineNet.Node a = net.node("a");
    a.update(CARTS, "x", e -> e.add("tea"), Write.local());
    net.run(10);
    net.diskFails = persist -> Optional.of(StoreFailure.BROKEN);
    net.sent.clear();
    long read = a.fetch(CARTS, "x", Read.majority(ofSeconds(1)));
    net.run(3000);
    assertThat(a.read(read)).isInstanceOf(ReadResult.Unavailable.class);
    assertThat(net.sent)
        .filteredOn(f -> Frame.decode(f.send().frame()).message() instanceof WriteBackAck)
        .isNotEmpty()
        .allMatch(
            f ->
                f.send().frame().length > 0
                    && !((WriteBackAck) Frame.decode(f.send().frame()).message()).held());
  }

  @Test
  @DisplayName("another durability is another definition")
  void equals_durability_differs() {
    assertThat(CARTS).isNotEqualTo(Keyspaces.gSet("carts", Codecs.utf8()));
    assertThat(CARTS.toString()).contains("durable");
  }
}
