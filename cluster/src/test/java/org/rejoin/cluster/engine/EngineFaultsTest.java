package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/** Losses at the worst moment: answers stay true, and nothing waits for ever. */
class EngineFaultsTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> TAGS =
      Keyspaces.orSet("tags", Codecs.utf8());
  private static final KeyspaceSpec<LWWMap<String, String>, LWWMap.Editor<String, String>> NOTES =
      Keyspaces.lwwMap("notes", Codecs.utf8(), Codecs.utf8());
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final EngineConfig.Limits LIMITS = EngineConfig.Limits.DEFAULT;

  private static Message message(EngineNet.Flying flying) {
    return Frame.decode(flying.send().frame()).message();
  }

  private static EngineNet withoutAntiEntropy() {
    EngineConfig.Intervals base = EngineConfig.Intervals.DEFAULT;
    return new EngineNet(
        1,
        new EngineConfig.Intervals(
            base.delta(), Duration.ZERO, base.notification(), base.retransmit()),
        LIMITS);
  }

  @Test
  @DisplayName("a refused entry stays refused when its acknowledgement is lost and a gap follows")
  void refusalLostBeforeGap_isNoAck() {
    EngineNet net = new EngineNet(1);
    net.start("a", TAGS, NOTES);
    net.start("b", TAGS);
    net.run(100);
    int[] acks = {0};
    int[] deltas = {0};
    net.drop =
        f ->
            (message(f) instanceof Ack && acks[0]++ < 2)
                || (message(f) instanceof Deltas && deltas[0]++ == 1);
    EngineNet.Node a = net.node("a");
    long refused = a.update(NOTES, "n", e -> e.put("k", "v"), Write.atLeast(2, TIMEOUT));
    net.run(10);
    a.update(TAGS, "x", e -> e.add("lost"), Write.atLeast(2, TIMEOUT));
    net.run(10);
    long last = a.update(TAGS, "x", e -> e.add("gap"), Write.atLeast(2, TIMEOUT));
    net.run(2000);
    assertThat(a.written(last).isAcked()).isTrue();
    assertThat(a.written(refused)).isEqualTo(new WriteResult.Partial(List.of("a"), List.of("b")));
  }

  @Test
  @DisplayName("nothing is used of an answer to a read whose summary is malformed")
  void readTellWithBadSummary_rejectedBeforeItIsJoined() {
    EngineNet net = withoutAntiEntropy();
    net.start("a", TAGS);
    net.start("b", TAGS);
    net.run(100);
    List<EngineNet.Flying> told = new ArrayList<>();
    net.drop =
        f ->
            message(f) instanceof Deltas
                || (message(f) instanceof ReadTell && told.isEmpty() && told.add(f));
    net.node("b").update(TAGS, "x", e -> e.add("forged"), Write.local());
    net.node("a").fetch(TAGS, "x", Read.atLeast(2, TIMEOUT));
    net.run(5);
    Frame frame = Frame.decode(told.get(0).send().frame());
    ReadTell tell = (ReadTell) frame.message();
    Seen malformed = new Seen(tell.seen().epoch(), new byte[] {9, 9, 9});
    ReadTell forged =
        new ReadTell(
            tell.operation(),
            tell.part(),
            tell.last(),
            tell.refused(),
            malformed,
            tell.clock(),
            tell.entries());
    byte[] bytes = new Frame(frame.machine(), frame.between(), forged).encode();
    net.trace.clear();
    net.node("a").input(frame.machine(), new Input.Frame(net.node("b").endpoint, bytes));
    assertThat(tell.entries()).isNotEmpty();
    assertThat(net.trace).hasOnlyElementsOfType(TraceEvent.FrameRejected.class).hasSize(1);
  }

  private static EngineNet bigNoteOnlyAtA() {
    EngineNet net = withoutAntiEntropy();
    net.start("a", NOTES);
    String value = "v".repeat(50_000);
    for (int i = 0; i < 3; i++) {
      String key = "k" + i;
      net.node("a").update(NOTES, "n", e -> e.put(key, value), Write.local());
    }
    net.start("b", NOTES);
    net.run(100);
    return net;
  }

  @Test
  @DisplayName("a read whose answer lost a part completes with the next answer")
  void readPartLost_isAskedAgain() {
    EngineNet net = bigNoteOnlyAtA();
    int[] parts = {0};
    net.drop = f -> message(f) instanceof ReadTell && parts[0]++ == 1;
    long op = net.node("b").fetch(NOTES, "n", Read.atLeast(2, TIMEOUT));
    net.run(1000);
    assertThat(net.node("b").read(op).found()).isPresent();
    assertThat(net.node("b").local(NOTES, "n").orElseThrow().size()).isEqualTo(3);
  }

  @Test
  @DisplayName("parts of two answers do not make up one")
  void partsOfTwoAnswers_doNotAddUp() {
    EngineNet net = bigNoteOnlyAtA();
    int[] parts = {0};
    net.drop = f -> message(f) instanceof ReadTell tell && !tell.last() && parts[0]++ > 0;
    long op = net.node("b").fetch(NOTES, "n", Read.majority(Duration.ofSeconds(10)));
    net.run(2000);
    assertThat(net.node("b").read(op)).isNull();
    net.drop = f -> false;
    net.run(6000);
    assertThat(net.node("b").read(op).found()).isPresent();
    assertThat(net.node("b").local(NOTES, "n").orElseThrow().size()).isEqualTo(3);
  }

  @Test
  @DisplayName("a state above one round whose summary is too large is repaired all the same")
  void hugeStateWithHugeSummary_isRepaired() {
    EngineConfig.Limits limits =
        new EngineConfig.Limits(64 * 1024, 256 * 1024, 100, 64 * 1024, LIMITS.buffer());
    EngineNet net = new EngineNet(1, EngineConfig.Intervals.DEFAULT, limits);
    net.start("a", TAGS);
    List<String> many = IntStream.range(0, 40_000).mapToObj(i -> "some-element-" + i).toList();
    net.node("a").update(TAGS, "x", e -> many.forEach(e::add), Write.local());
    net.node("a")
        .update(
            TAGS,
            "x",
            e -> IntStream.range(0, 20_000).forEach(i -> e.remove(many.get(2 * i))),
            Write.local());
    net.start("b", TAGS);
    net.run(300_000);
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().size()).isEqualTo(20_000);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("a part that does not fit the own frames is refused, as it could not be handed on")
  void oversizedPart_isRefused() {
    EngineNet net = new EngineNet(1);
    net.start("a", NOTES);
    net.start("b", NOTES);
    net.run(100);
    ReplicaId a = net.node("a").replica.config().replica();
    ReplicaId b = net.node("b").replica.config().replica();
    byte[] state =
        NOTES
            .type()
            .bottom()
            .edit(new Origin(a, Hlc.ofMillis(1)), e -> e.put("k", "v".repeat(100_000)))
            .delta()
            .toBytes();
    Entry entry = new Entry("notes", Entry.typeOf(NOTES.type().tag()), "n", 0, 0, state);
    byte[] frame = new Frame(1, a, b, new Repair(Hlc.ZERO, List.of(entry))).encode();
    net.node("b").input(1, new Input.Frame(net.node("a").endpoint, frame));
    net.start("c", NOTES);
    net.run(5000);
    assertThat(net.traced(TraceEvent.EntryRefused.class)).hasSize(1);
    assertThat(net.node("b").local(NOTES, "n")).isEmpty();
  }

  @Test
  @DisplayName("what a write waits for is sent again by itself after its claim grew too old")
  void expiredClaim_isSentAnew() {
    DeltaBuffer.Limits buffer =
        new DeltaBuffer.Limits(8L << 20, 50_000, Duration.ofSeconds(1).toNanos());
    EngineConfig.Limits limits =
        new EngineConfig.Limits(64 * 1024, 256 * 1024, 100, 1 << 20, buffer);
    EngineNet net = new EngineNet(1, EngineConfig.Intervals.DEFAULT, limits);
    net.start("a", TAGS);
    net.start("b", TAGS);
    net.run(100);
    net.drop = f -> f.send().traffic() == Traffic.DELTA;
    Write write = Write.atLeast(2, Duration.ofSeconds(20));
    long op = net.node("a").update(TAGS, "x", e -> e.add("1"), write);
    net.run(1400);
    net.drop = f -> false;
    net.run(3000);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isNotEmpty();
    assertThat(net.node("a").written(op)).isEqualTo(new WriteResult.Acked(List.of("a", "b")));
  }

  @Test
  @DisplayName("peers that never agree do not take the turns of those that do")
  void lastingDifferences_doNotStarveOthers() {
    EngineNet net = new EngineNet(1);
    net.start("a", TAGS, NOTES);
    net.start("b", TAGS, NOTES);
    for (String name : List.of("c", "d", "e", "f")) {
      net.start(name, TAGS);
    }
    net.node("a").update(NOTES, "n", e -> e.put("k", "v"), Write.local());
    net.run(30_000);
    net.trace.clear();
    net.run(120_000);
    Endpoint b = net.node("b").endpoint;
    assertThat(net.traced(TraceEvent.ExchangeEnded.class))
        .filteredOn(ended -> ended.equal() && ended.peer().equals(b))
        .hasSizeGreaterThan(3);
  }

  @Test
  @DisplayName("an edit that fails with an error is refused like any other, and the group lives on")
  void editWithError_isRejected() {
    EngineNet net = new EngineNet(1);
    net.start("a", TAGS);
    long op =
        net.node("a")
            .update(
                TAGS,
                "x",
                e -> {
                  throw new AssertionError("no");
                },
                Write.local());
    assertThat(net.node("a").written(op))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.EDIT_FAILED));
  }

  @Test
  @DisplayName("having been heard in one cut does not make a peer reachable in the next")
  void heardBefore_isForgotten() {
    EngineNet net = new EngineNet(1);
    net.start("a", TAGS);
    net.start("b", TAGS);
    net.run(100);
    net.unreachable("b");
    net.run(15_000);
    net.unreachable();
    net.run(500);
    net.drop = f -> true;
    net.unreachable("b");
    net.run(10);
    long op = net.node("a").update(TAGS, "x", e -> e.add("1"), Write.atLeast(2, TIMEOUT));
    assertThat(net.node("a").written(op)).isInstanceOf(WriteResult.Unavailable.class);
  }
}
