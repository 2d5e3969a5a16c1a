package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/** Delete epochs: what a delete beats, what it leaves, and that nothing comes back. */
class DeleteTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> TAGS =
      Keyspaces.orSet("tags", Codecs.utf8());
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> SALES =
      Keyspaces.pnCounter("sales");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final EngineNet net = new EngineNet(2);

  private void start(String... names) {
    for (String name : names) {
      net.start(name, TAGS, SALES);
    }
    net.run(100);
  }

  private void cut(String... side) {
    List<String> names = List.of(side);
    net.drop = f -> names.contains(f.from()) != names.contains(f.to());
    net.unreachable(side);
  }

  private void heal(long millis) {
    net.drop = f -> false;
    net.unreachable();
    net.run(millis);
  }

  private void add(String node, String element) {
    net.node(node).update(TAGS, "x", e -> e.add(element), Write.local());
  }

  private void delete(String node) {
    long op = net.node(node).delete(TAGS, "x", Write.local());
    assertThat(net.node(node).written(op).isAcked()).isTrue();
  }

  private List<String> elements(String node) {
    return net.node(node).local(TAGS, "x").map(s -> List.copyOf(s.elements())).orElse(List.of());
  }

  @Test
  @DisplayName("a deleted key is absent everywhere, unlisted, and still counted as a tombstone")
  void deletedKey_isAbsentEverywhere() {
    start("a", "b", "c");
    add("a", "milk");
    net.run(200);
    long op = net.node("b").delete(TAGS, "x", Write.majority(TIMEOUT));
    net.run(200);
    assertThat(net.node("b").written(op).isAcked()).isTrue();
    for (String node : List.of("a", "b", "c")) {
      long read = net.node(node).fetch(TAGS, "x", Read.majority(TIMEOUT));
      net.run(20);
      assertThat(net.node(node).read(read)).isInstanceOf(ReadResult.Absent.class);
      assertThat(net.node(node).keys()).extracting(KeyInfo::deleted).containsExactly(true);
      assertThat(net.node(node).status().keys()).isZero();
      assertThat(net.node(node).status().tombstones()).isEqualTo(1);
    }
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("what is written after a delete lives, with a fresh context")
  void recreatedKey_lives() {
    start("a", "b");
    add("a", "milk");
    net.run(200);
    delete("b");
    add("b", "tea");
    net.run(200);
    assertThat(elements("a")).containsExactly("tea");
    add("a", "salt");
    net.run(200);
    assertThat(elements("b")).containsExactlyInAnyOrder("salt", "tea");
    assertThat(net.node("a").status().tombstones()).isZero();
    assertThat(net.roots()).hasSize(1);
    assertThat(net.traced(TraceEvent.IdentityReused.class)).isEmpty();
    assertThat(net.traced(TraceEvent.DoubleSpentDot.class)).isEmpty();
  }

  @Test
  @DisplayName("a delete beats writes it did not know, on both sides, and shows them to watchers")
  void concurrentWrite_isOverruledAndShown() {
    start("a", "b");
    add("a", "milk");
    net.run(200);
    long atA = net.node("a").watch("tags");
    long atB = net.node("b").watch("tags");
    cut("a");
    add("a", "unseen");
    delete("b");
    net.run(500);
    heal(6000);
    assertThat(elements("a")).isEmpty();
    assertThat(elements("b")).isEmpty();
    assertThat(net.roots()).hasSize(1);
    for (long watch : List.of(atA, atB)) {
      List<Change<?>> changes = net.notified.get(watch);
      List<?> overruled = changes.stream().flatMap(c -> c.overruled().stream()).toList();
      assertThat(overruled).hasSize(1);
      assertThat(((ORSet<?>) overruled.get(0)).elements()).hasToString("[unseen]");
      assertThat(changes.get(changes.size() - 1).isDelete()).isTrue();
    }
  }

  @Test
  @DisplayName("a delete that knew all it deleted is no conflict")
  void deleteOfAllKnown_isNoConflict() {
    start("a", "b", "c");
    add("a", "milk");
    add("b", "tea");
    net.run(200);
    delete("c");
    net.run(200);
    assertThat(net.traced(TraceEvent.Overruled.class)).isEmpty();
  }

  @Test
  @DisplayName("concurrent deletes agree, and what both sides write afterwards merges")
  void concurrentDeletes_agree() {
    start("a", "b");
    add("a", "milk");
    net.run(200);
    cut("a");
    delete("a");
    add("a", "salt");
    delete("b");
    add("b", "tea");
    net.run(200);
    heal(6000);
    assertThat(elements("a")).containsExactlyInAnyOrder("salt", "tea");
    assertThat(elements("b")).containsExactlyInAnyOrder("salt", "tea");
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("a node that was away long, or returns empty, brings nothing back")
  void longAbsence_bringsNothingBack() {
    start("a", "b", "c");
    IntStream.range(0, 50)
        .forEach(i -> net.node("a").update(TAGS, "k" + i, e -> e.add("old"), Write.local()));
    net.run(300);
    cut("c");
    IntStream.range(0, 50).forEach(i -> net.node("a").delete(TAGS, "k" + i, Write.local()));
    net.node("c").update(TAGS, "k7", e -> e.add("late"), Write.local());
    net.run(400_000);
    net.stop("b");
    net.start("b", TAGS, SALES);
    heal(10_000);
    assertThat(net.roots()).hasSize(1);
    for (String node : List.of("a", "b", "c")) {
      assertThat(net.node(node).keys()).hasSize(50).allMatch(KeyInfo::deleted);
    }
  }

  @Test
  @DisplayName("a counter made anew counts from zero, and old increments stay away")
  void counter_countsFromZero() {
    start("a", "b");
    net.node("a").update(SALES, "x", e -> e.increment(100), Write.local());
    net.run(200);
    net.node("b").delete(SALES, "x", Write.local());
    net.node("b").update(SALES, "x", e -> e.increment(1), Write.local());
    net.run(200);
    net.node("a").update(SALES, "x", e -> e.increment(2), Write.local());
    net.run(200);
    assertThat(net.node("a").local(SALES, "x").orElseThrow().value()).isEqualTo(3);
    assertThat(net.node("b").local(SALES, "x").orElseThrow().value()).isEqualTo(3);
    assertThat(net.traced(TraceEvent.IdentityReused.class)).isEmpty();
  }

  @Test
  @DisplayName("a majority read hands a delete on to those that lack it")
  void majorityRead_writesDeleteBack() {
    start("a", "b", "c");
    add("a", "milk");
    net.run(200);
    net.drop = f -> Frame.decode(f.send().frame()).message() instanceof Deltas;
    delete("a");
    long op = net.node("b").fetch(TAGS, "x", Read.majority(TIMEOUT));
    net.run(50);
    assertThat(net.node("b").read(op)).isInstanceOf(ReadResult.Absent.class);
    assertThat(elements("b")).isEmpty();
  }

  @Test
  @DisplayName("a big value made anew is repaired in parts, in its epoch")
  void bigRecreatedValue_isRepairedInParts() {
    start("a");
    add("a", "old");
    delete("a");
    List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "element-" + i).toList();
    net.node("a").update(TAGS, "x", e -> many.forEach(e::add), Write.local());
    net.start("b", TAGS, SALES);
    net.run(5000);
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().size()).isEqualTo(20_000);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("there is no delete beyond the highest epoch, and a bad summary refuses the entry")
  void highestEpoch_isTheEnd() {
    start("a", "b");
    ReplicaId a = net.node("a").replica.config().replica();
    ReplicaId b = net.node("b").replica.config().replica();
    byte[] state =
        TAGS.type()
            .bottom()
            .edit(new Origin(a, Hlc.ofMillis(1)), e -> e.add("milk"))
            .delta()
            .toBytes();
    String tag = TAGS.type().tag();
    Entry bad = new Entry("tags", Entry.typeOf(tag), "x", 0, 1, state, new byte[] {9, 9, 9});
    Entry last = new Entry("tags", Entry.typeOf(tag), "x", 0, Seen.MAX_EPOCH, state);
    for (Entry entry : List.of(bad, last)) {
      int group = net.node("b").replica.machineOf(net.node("b").replica.key("tags", "x"));
      byte[] frame = new Frame(group, a, b, new Repair(Hlc.ZERO, List.of(entry))).encode();
      net.node("b").input(group, new Input.Frame(net.node("a").endpoint, frame));
    }
    assertThat(net.traced(TraceEvent.EntryRefused.class)).hasSize(1);
    assertThat(elements("b")).containsExactly("milk");
    long op = net.node("b").delete(TAGS, "x", Write.local());
    assertThat(net.node("b").written(op))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.EDIT_FAILED));
    assertThat(elements("b")).containsExactly("milk");
  }
}
