package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Greet;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/** What happens at the bounds, and what peers must not be able to do. */
class EngineEdgesTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> TAGS =
      Keyspaces.orSet("tags", Codecs.utf8());
  private static final KeyspaceSpec<LWWMap<String, String>, LWWMap.Editor<String, String>> NOTES =
      Keyspaces.lwwMap("notes", Codecs.utf8(), Codecs.utf8());
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static EngineNet two(EngineNet net) {
    net.start("a", TAGS, NOTES);
    net.start("b", TAGS, NOTES);
    net.run(100);
    return net;
  }

  @Test
  @DisplayName("an edit larger than a frame travels in parts and is acknowledged once, as a whole")
  void bigEdit_travelsInParts() {
    EngineNet net = two(new EngineNet(2));
    List<String> many = IntStream.range(0, 20_000).mapToObj(i -> "element-" + i).toList();
    long op = net.node("a").update(TAGS, "x", e -> many.forEach(e::add), Write.atLeast(2, TIMEOUT));
    net.run(200);
    assertThat(net.node("a").written(op)).isEqualTo(new WriteResult.Acked(List.of("a", "b")));
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().size()).isEqualTo(20_000);
    assertThat(net.sent).allMatch(f -> f.send().frame().length <= 64 * 1024);
  }

  @Test
  @DisplayName("a single value above a frame is refused before anything is applied")
  void tooLargeValue_isRejected() {
    EngineNet net = two(new EngineNet(2));
    String huge = "x".repeat(70_000);
    long op = net.node("a").update(NOTES, "n", e -> e.put("k", huge), Write.local());
    assertThat(net.node("a").written(op))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.TOO_LARGE));
    assertThat(net.node("a").local(NOTES, "n")).isEmpty();
  }

  @Test
  @DisplayName("a large state is repaired in parts over several rounds")
  void largeState_isRepairedInRounds() {
    EngineNet net = new EngineNet(1);
    net.start("a", TAGS, NOTES);
    String value = "y".repeat(1000);
    for (int i = 0; i < 3000; i++) {
      String key = "k" + i;
      net.node("a").update(NOTES, "n" + i % 2, e -> e.put(key, value), Write.local());
    }
    net.start("b", TAGS, NOTES);
    net.run(5000);
    assertThat(net.roots()).hasSize(1);
    assertThat(net.node("b").local(NOTES, "n0").orElseThrow().size()).isEqualTo(1500);
  }

  @Test
  @DisplayName("at the bound of waiting operations the next is refused as busy, others go on")
  void tooManyWaiting_isBusy() {
    EngineConfig.Limits base = EngineConfig.Limits.DEFAULT;
    DeltaBuffer.Limits buffer = base.buffer();
    EngineNet net =
        two(
            new EngineNet(
                1,
                EngineConfig.Intervals.DEFAULT,
                new EngineConfig.Limits(64 * 1024, 256 * 1024, 3, 1 << 20, buffer)));
    net.drop = flying -> true;
    for (int i = 0; i < 3; i++) {
      net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    }
    long fourth = net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    assertThat(net.node("a").written(fourth))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class, r -> assertThat(r.code()).isEqualTo(RejectedCode.BUSY));
    net.run(4000);
    net.drop = flying -> false;
    long later = net.node("a").update(TAGS, "x", e -> e.add("2"), Write.atLeast(2, TIMEOUT));
    net.run(3000);
    assertThat(net.node("a").written(later).isAcked()).isTrue();
  }

  @Test
  @DisplayName("a write whose last peer leaves ends as partial, at once")
  void peerLeaves_isPartial() {
    EngineNet net = two(new EngineNet(2));
    net.drop = flying -> true;
    long op = net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    net.stop("b");
    net.run(1);
    assertThat(net.node("a").written(op))
        .isEqualTo(new WriteResult.Partial(List.of("a"), List.of("b")));
  }

  @Test
  @DisplayName("one name with two types: that keyspace is refused, every other one goes on")
  void typeClash_harmsNoOther() {
    EngineNet net = new EngineNet(2);
    KeyspaceSpec<GCounter, GCounter.Editor> clash = Keyspaces.gCounter("tags");
    net.start("a", TAGS, NOTES);
    net.start("b", clash, NOTES);
    net.run(100);
    long op = net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    net.node("b").update(clash, "x", e -> e.increment(4), Write.local());
    net.node("a").update(NOTES, "n", e -> e.put("k", "v"), Write.local());
    net.run(500);
    assertThat(net.node("a").written(op))
        .isEqualTo(new WriteResult.Partial(List.of("a"), List.of("b")));
    assertThat(net.node("b").local(NOTES, "n").orElseThrow().get("k")).contains("v");
    assertThat(net.node("b").local(clash, "x").orElseThrow().value()).isEqualTo(4);
    assertThat(net.traced(TraceEvent.EntryRefused.class))
        .anyMatch(refused -> refused.why().contains("orset/1<utf8>"));
  }

  @Test
  @DisplayName(
      "an at-least read joins what others have; a refused or silent one ends by its deadline")
  void reads_endInAResult() {
    EngineNet net = two(new EngineNet(2));
    net.drop = f -> f.send().traffic() == Traffic.DELTA;
    net.node("a").update(TAGS, "x", e -> e.add("1"), Write.local());
    net.run(150);
    long found = net.node("b").fetch(TAGS, "x", Read.atLeast(2, TIMEOUT));
    net.run(5);
    assertThat(net.node("b").read(found)).isInstanceOf(ReadResult.Found.class);
    net.drop = f -> true;
    long silent = net.node("b").fetch(TAGS, "x", Read.atLeast(2, TIMEOUT));
    net.run(4000);
    assertThat(net.node("b").read(silent))
        .isEqualTo(new ReadResult.Unknown<>(List.of("b"), List.of("a")));
    long noSuch = net.node("b").fetch(TAGS, "x", Read.atLeast(3, TIMEOUT));
    assertThat(net.node("b").read(noSuch)).isInstanceOf(ReadResult.Unavailable.class);
  }

  @Test
  @DisplayName("a well-formed frame that asks for an impossible key is refused, the group lives on")
  void impossibleKey_isRefused() {
    EngineNet net = two(new EngineNet(1));
    ReplicaId a = net.node("a").replica.config().replica();
    ReplicaId b = net.node("b").replica.config().replica();
    String tag = TAGS.type().tag();
    byte[] frame = new Frame(1, a, b, new ReadAsk(1, "tags", tag, "", Seen.NOTHING)).encode();
    net.node("b").input(1, new Input.Frame(net.node("a").endpoint, frame));
    assertThat(net.traced(TraceEvent.FrameRejected.class)).hasSize(1);
    net.node("a").update(TAGS, "x", e -> e.add("1"), Write.local());
    net.run(500);
    assertThat(net.node("b").local(TAGS, "x")).isPresent();
  }

  @Test
  @DisplayName("frames of a former incarnation, repeated late, change nothing")
  void formerIncarnation_isIgnored() {
    EngineNet net = two(new EngineNet(1));
    net.node("a").update(TAGS, "x", e -> e.add("1"), Write.local());
    net.run(500);
    List<EngineNet.Flying> old = List.copyOf(net.sent);
    Endpoint oldA = net.node("a").endpoint;
    net.stop("a");
    net.start("a", TAGS, NOTES);
    net.run(1000);
    net.node("a").update(TAGS, "x", e -> e.remove("1"), Write.local());
    net.run(1000);
    old.stream()
        .filter(f -> f.to().equals("b"))
        .forEach(
            f -> net.node("b").input(f.send().machine(), new Input.Frame(oldA, f.send().frame())));
    net.run(1000);
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().contains("1")).isFalse();
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("stores with other groups or another secret never exchange data, and say why")
  void misfit_isRefused() {
    EngineNet net = new EngineNet(2);
    net.start("a", TAGS);
    net.run(10);
    EngineNet.Node a = net.node("a");
    Endpoint stranger = new Endpoint("s#1");
    a.input(Machine.COORDINATOR, new Input.Members(List.of(new Member(stranger, true, true))));
    byte[] greeting =
        new Frame(
                0,
                Frame.STRANGERS,
                new Greet(
                    new ReplicaId(77),
                    Greet.ANYBODY,
                    1,
                    1,
                    0,
                    "default",
                    "s",
                    4,
                    "sha256/1",
                    12345,
                    true))
            .encode();
    a.input(Machine.COORDINATOR, new Input.Frame(stranger, greeting));
    assertThat(net.traced(TraceEvent.PeerRefused.class))
        .singleElement()
        .satisfies(r -> assertThat(r.why()).contains("groups 4, here 2", "another cluster secret"));
  }

  @Test
  @DisplayName("a member that speaks before its answer to our greeting arrived is greeted at once")
  void lostAnswer_isAskedForAgain() {
    EngineConfig.Intervals base = EngineConfig.Intervals.DEFAULT;
    Duration often = Duration.ofMillis(200);
    EngineNet net =
        new EngineNet(
            2,
            new EngineConfig.Intervals(base.delta(), often, base.notification(), base.retransmit()),
            EngineConfig.Limits.DEFAULT);
    net.drop = flying -> flying.from().equals("b") && isGreeting(flying.send().frame());
    net.start("a", TAGS);
    net.start("b", TAGS);
    net.run(3600);
    assertThat(net.node("a").status().peers()).noneMatch(peer -> peer.node().equals("b"));
    net.drop = flying -> false;
    net.run(1000);
    assertThat(net.node("a").status().peers()).anyMatch(peer -> peer.node().equals("b"));
  }

  private static boolean isGreeting(byte[] frame) {
    return Frame.decode(frame).message() instanceof org.rejoin.cluster.engine.wire.Greet;
  }

  @Test
  @DisplayName("with anti-entropy off nothing is ever compared")
  void antiEntropyOff_staysOff() {
    EngineConfig.Intervals base = EngineConfig.Intervals.DEFAULT;
    EngineNet net =
        two(
            new EngineNet(
                2,
                new EngineConfig.Intervals(
                    base.delta(), Duration.ZERO, base.notification(), base.retransmit()),
                EngineConfig.Limits.DEFAULT));
    net.run(60_000);
    assertThat(net.traced(TraceEvent.ExchangeEnded.class)).isEmpty();
  }

  @Test
  @DisplayName("a quiet store sends nothing but its comparisons and sets no other timers")
  void quietStore_isQuiet() {
    EngineNet net = two(new EngineNet(16));
    net.node("a").update(TAGS, "x", e -> e.add("1"), Write.local());
    net.run(10_000);
    net.sent.clear();
    net.run(60_000);
    assertThat(net.sent).allMatch(f -> f.send().machine() == Machine.COORDINATOR);
  }

  @Test
  @DisplayName("who speaks is reachable, whatever membership says of its data center")
  void wronglyUnreachable_isStillServed() {
    EngineNet net = two(new EngineNet(2));
    net.unreachable("b");
    net.run(1);
    long early = net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    assertThat(net.node("a").written(early)).isInstanceOf(WriteResult.Unavailable.class);
    net.node("a").update(TAGS, "x", e -> e.add("2"), Write.local());
    net.run(15_000);
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().contains("2")).isTrue();
    long later = net.node("a").update(TAGS, "x", e -> e.add("3"), Write.atLeast(2, TIMEOUT));
    net.run(10);
    assertThat(net.node("a").written(later).isAcked()).isTrue();
    net.drop = flying -> true;
    net.run(40_000);
    long cut = net.node("a").update(TAGS, "x", e -> e.add("4"), Write.atLeast(2, TIMEOUT));
    assertThat(net.node("a").written(cut)).isInstanceOf(WriteResult.Unavailable.class);
  }

  @Test
  @DisplayName("a group that was stopped by a bug keeps no other group from being repaired")
  void failedGroup_harmsNoOther() {
    EngineNet net = two(new EngineNet(4));
    net.node("b").input(Machine.COORDINATOR, new Input.Told(new Note.GroupFailed(2)));
    net.drop = f -> f.send().traffic() == Traffic.DELTA || f.send().machine() == 3;
    for (int i = 0; i < 40; i++) {
      net.node("a").update(TAGS, "x" + i, e -> e.add("1"), Write.local());
    }
    net.run(30_000);
    long inOthers =
        net.node("a").keys().stream()
            .filter(
                k ->
                    net.node("a").replica.machineOf(net.node("a").replica.key("tags", k.id())) != 3)
            .count();
    assertThat(inOthers).isBetween(10L, 39L);
    assertThat(net.node("b").keys()).hasSize((int) inOthers);
    assertThat(net.node("b").status().keys()).isEqualTo(inOthers);
  }
}
