package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.SumRot;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.TraceEvent.RotFound.Place;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/**
 * What rots in memory, in the tree and on disk is found, told apart from divergence, and mended.
 */
class RotTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> CARTS =
      Keyspaces.orSet("carts", Codecs.utf8());
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> KEPT =
      Keyspaces.orSet("kept", Codecs.utf8()).durable();
  private static final EngineConfig.Checks SCRUB =
      new EngineConfig.Checks(100, Duration.ofSeconds(1));

  private final EngineNet net = new EngineNet(1);

  private EngineNet.Node start(String name) {
    return net.start(name, CARTS, KEPT);
  }

  private static void write(
      EngineNet.Node node, KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> in, String what) {
    node.update(in, "x", e -> e.add(what), Write.local());
  }

  private static Optional<TreeSet<String>> cart(EngineNet.Node node) {
    return node.local(CARTS, "x").map(set -> new TreeSet<>(set.elements()));
  }

  private static KeyTable table(EngineNet.Node node) {
    return ((Group) node.replica.machine(1)).table();
  }

  private static KeyRef key(EngineNet.Node node, String keyspace) {
    return node.replica.key(keyspace, "x");
  }

  private static long version(EngineNet.Node node, String keyspace) {
    return table(node).get(key(node, keyspace)).orElseThrow().version();
  }

  /** The first edit of a node, with another element than it had: the same dot, another payload. */
  private static KeyState<ORSet<String>> otherThan(
      EngineNet.Node node, Consumer<ORSet.Editor<String>> e) {
    ReplicaId id = node.replica.config().replica();
    return new KeyState<>(0, CARTS.type().bottom().edit(Origin.withoutClock(id), e).state());
  }

  private List<Place> found() {
    return net.traced(TraceEvent.RotFound.class).stream().map(TraceEvent.RotFound::place).toList();
  }

  private long sent(Class<? extends Message> type) {
    return net.sent.stream()
        .filter(f -> type.isInstance(Frame.decode(f.send().frame()).message()))
        .count();
  }

  @Test
  @DisplayName("a state that rots in memory is found by the scrub and replaced, not joined")
  void scrub_state_replacedByPeers() {
    net.checks = SCRUB;
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    table(b).rot(key(b, "carts"), otherThan(a, e -> e.add("rot")), version(b, "carts"));
    assertThat(net.roots()).as("it shows in no comparison").hasSize(1);
    assertThat(cart(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("rot"));
    net.run(1000);
    assertThat(found()).containsExactly(Place.STATE);
    assertThat(net.traced(TraceEvent.Replaced.class)).hasSize(1).allMatch(r -> r.whole());
    assertThat(cart(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("without the scrub it stays: nothing else would find it")
  void noScrub_state_stays() {
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    table(b).rot(key(b, "carts"), otherThan(a, e -> e.add("rot")), version(b, "carts"));
    net.run(60_000);
    assertThat(cart(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("rot"));
  }

  @Test
  @DisplayName("a peer that finds corruption makes the bad side replace its state, scrub or not")
  void compare_badVersion_replaced() {
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    KeyRef key = key(b, "carts");
    table(b).rot(key, otherThan(a, e -> e.add("rot")), 77);
    table(b).relist(key.hash());
    assertThat(net.roots()).hasSize(2);
    net.run(12_000);
    assertThat(net.traced(TraceEvent.CorruptionFound.class))
        .anyMatch(c -> c.version() == 77)
        .anyMatch(c -> c.version() != 77);
    assertThat(found()).contains(Place.STATE);
    assertThat(cart(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    assertThat(cart(a)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    assertThat(net.roots()).hasSize(1);
    assertThat(net.traced(TraceEvent.KeyQuarantined.class)).isEmpty();
  }

  @Test
  @DisplayName("a version that rots, and a tree that lists another, are made anew from the state")
  void compare_badIndex_relisted() {
    net.checks = SCRUB;
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    KeyRef key = key(b, "carts");
    long right = version(b, "carts");
    table(b).rot(key, table(b).get(key).orElseThrow().state(), 77);
    net.run(1000);
    assertThat(found()).containsExactly(Place.INDEX);
    assertThat(version(b, "carts")).isEqualTo(right);
    assertThat(net.roots()).hasSize(1);
    assertThat(net.traced(TraceEvent.Replaced.class)).isEmpty();
  }

  @Test
  @DisplayName("neither side proves bad: alarm, and after three exchanges the key is left out")
  void compare_neitherBad_quarantined() {
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    KeyRef key = key(b, "carts");
    table(b).put(key, otherThan(a, e -> e.add("rot")));
    net.run(60_000);
    assertThat(net.traced(TraceEvent.KeyQuarantined.class)).hasSize(2);
    assertThat(net.traced(TraceEvent.CorruptionFound.class)).hasSize(6);
    assertThat(found()).isEmpty();
    net.sent.clear();
    net.drop = flying -> flying.send().traffic() == Traffic.DELTA;
    a.update(CARTS, "y", e -> e.add("milk"), Write.local());
    net.run(30_000);
    assertThat(b.local(CARTS, "y")).as("hides no other key").isPresent();
    net.sent.clear();
    net.run(60_000);
    assertThat(sent(Offer.class)).isZero();
    assertThat(net.sent.size()).as("an exchange an interval, and no more").isLessThan(200);
    assertThat(a.status().peers()).allMatch(peer -> !peer.verified());
    a.update(CARTS, "x", e -> e.remove("tea"), Write.local());
    net.run(30_000);
    assertThat(cart(b)).as("a change brings it back").isEqualTo(cart(a));
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("an hour later it is looked at again")
  void quarantine_anHour_over() {
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    table(b).put(key(b, "carts"), otherThan(a, e -> e.add("rot")));
    net.run(60_000);
    net.trace.clear();
    net.run(3_500_000);
    assertThat(net.traced(TraceEvent.CorruptionFound.class)).isEmpty();
    net.run(200_000);
    assertThat(net.traced(TraceEvent.KeyQuarantined.class)).hasSize(2);
  }

  @Test
  @DisplayName("a bad record is written anew from memory while the node runs")
  void scrub_record_rewritten() {
    net.checks = SCRUB;
    EngineNet.Node a = start("a");
    write(a, KEPT, "tea");
    net.run(500);
    ItemId item = net.disks.get("a").firstKey();
    byte[] damaged = net.disks.get("a").get(item).clone();
    damaged[damaged.length - 1] ^= 1;
    net.disks.get("a").put(item, damaged);
    net.run(1000);
    assertThat(found()).containsExactly(Place.RECORD);
    net.disks.get("a").clear();
    net.run(1000);
    assertThat(found()).containsExactly(Place.RECORD, Place.RECORD);
    net.stop("a");
    assertThat(start("a").local(KEPT, "x")).isPresent();
    assertThat(net.traced(TraceEvent.RecordRefused.class)).isEmpty();
  }

  @Test
  @DisplayName("a record that is behind because its batch is under way is not bad")
  void scrub_unsynced_leftAlone() {
    net.checks = SCRUB;
    net.diskMillis = 35;
    EngineNet.Node a = start("a");
    for (int i = 0; i < 200; i++) {
      write(a, KEPT, "e" + i);
      net.run(7);
    }
    net.run(1000);
    assertThat(found()).isEmpty();
  }

  @Test
  @DisplayName("a durable state that rots in memory comes back from its own disk")
  void scrub_durableState_fromDisk() {
    net.checks = SCRUB;
    EngineNet.Node a = start("a");
    write(a, KEPT, "tea");
    net.run(500);
    table(a).rot(key(a, "kept"), otherThan(a, e -> e.add("rot")), version(a, "kept"));
    net.run(1000);
    assertThat(found()).containsExactly(Place.STATE);
    assertThat(net.traced(TraceEvent.Replaced.class)).allMatch(r -> r.from().isEmpty());
    assertThat(a.local(KEPT, "x"))
        .hasValueSatisfying(s -> assertThat(s.elements()).contains("tea"));
    assertThat(written(a, KEPT, "milk")).isInstanceOf(WriteResult.Acked.class);
  }

  private WriteResult written(
      EngineNet.Node node, KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> in, String what) {
    long op = node.update(in, "x", e -> e.add(what), Write.local());
    net.run(100);
    return node.written(op);
  }

  @Test
  @DisplayName("who lost own edits with a bad state edits the key no more, as dots would repeat")
  void replace_lacksOwnEdits_refusesEdits() {
    net.checks = SCRUB;
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(500);
    net.drop =
        flying -> {
          Message message = Frame.decode(flying.send().frame()).message();
          return !(message instanceof ReadAsk) && !(message instanceof ReadTell);
        };
    write(b, CARTS, "milk");
    KeyState<?> good = table(b).get(key(b, "carts")).orElseThrow().state();
    ORSet<String> rotten =
        otherThan(a, e -> e.add("rot")).value().join(otherThan(b, e -> e.add("milk")).value());
    table(b).rot(key(b, "carts"), new KeyState<>(good.epoch(), rotten), version(b, "carts"));
    net.run(20_000);
    assertThat(net.traced(TraceEvent.Replaced.class)).hasSize(1).noneMatch(r -> r.whole());
    assertThat(cart(b)).hasValueSatisfying(v -> assertThat(v).containsExactly("tea"));
    assertThat(written(b, CARTS, "salt"))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.IDENTITY_REUSED));
    net.drop = flying -> false;
    net.run(15_000);
    assertThat(cart(b)).isEqualTo(cart(a));
    assertThat(cart(a)).hasValueSatisfying(v -> assertThat(v).containsExactly("milk", "tea"));
  }

  @Test
  @DisplayName("tree wrong, data right: mended in two exchanges, and no data is sent")
  void oracle_tree_mended() {
    net.checks = new EngineConfig.Checks(0, Duration.ofHours(1));
    EngineNet.Node a = start("a");
    EngineNet.Node b = start("b");
    net.run(2000);
    write(a, CARTS, "tea");
    net.run(6000);
    for (boolean isSum : List.of(true, false)) {
      for (EngineNet.Node bad : List.of(a, b)) {
        net.run(70_000);
        net.trace.clear();
        net.sent.clear();
        if (isSum) {
          SumRot.plant(table(bad).tree());
        } else {
          table(bad).tree().add(new Item(5, 6));
        }
        assertThat(net.roots()).hasSize(2);
        net.run(12_000);
        assertThat(net.traced(TraceEvent.SumsWrong.class)).as("%s %s", isSum, bad.name).hasSize(1);
        assertThat(net.roots()).hasSize(1);
        assertThat(net.sent).noneMatch(f -> f.send().traffic() == Traffic.REPAIR);
      }
    }
  }

  @Test
  @DisplayName("a shard a minute is enough to find a wrong item that nobody compares")
  void oracle_alone_findsItem() {
    net.checks = new EngineConfig.Checks(0, Duration.ofMillis(100));
    EngineNet.Node a = start("a");
    write(a, CARTS, "tea");
    table(a).tree().add(new Item(5, 6));
    net.run(1024 * 101);
    assertThat(net.traced(TraceEvent.SumsWrong.class)).hasSize(1);
    assertThat(table(a).tree().count()).isOne();
  }

  @Test
  @DisplayName("an edit of a key that the tree has lost is no bug of ours any more")
  void put_notInTree_mended() {
    EngineNet.Node a = start("a");
    write(a, CARTS, "tea");
    KeyRef key = key(a, "carts");
    table(a).tree().remove(new Item(key.hash(), version(a, "carts")));
    write(a, CARTS, "milk");
    assertThat(table(a).tree().count()).isOne();
    assertThat(table(a).isListed(key.hash())).isTrue();
    assertThat(net.traced(TraceEvent.SumsWrong.class)).hasSize(1);
  }

  @Test
  @DisplayName("a sketch that went wrong is found by coding it anew, beside writes")
  void oracle_sketch_replaced() {
    net.checks = new EngineConfig.Checks(0, Duration.ofMillis(1));
    EngineNet.Node a = start("a");
    for (int i = 0; i < 5000; i++) {
      a.update(CARTS, "k" + i, e -> e.add("tea"), Write.local());
    }
    net.run(3000);
    assertThat(net.traced(TraceEvent.SumsWrong.class)).isEmpty();
    table(a).sketch().added(new Item(5, 6));
    for (int i = 0; i < 300; i++) {
      a.update(CARTS, "k" + i, e -> e.add("milk"), Write.local());
      net.run(10);
    }
    assertThat(net.traced(TraceEvent.SumsWrong.class))
        .singleElement()
        .satisfies(w -> assertThat(w.what()).isEqualTo("sketch"));
    assertThat(table(a).sketch().isConsistent()).isTrue();
  }
}
