package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.PNCounter;

/** The engine by itself, on a virtual wire. */
class EngineTest {
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> SALES =
      Keyspaces.pnCounter("sales");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static EngineNet three(EngineNet net) {
    net.start("a", SALES);
    net.start("b", SALES);
    net.start("c", SALES);
    net.run(100);
    return net;
  }

  private static long value(EngineNet net, String node, String id) {
    return net.node(node).local(SALES, id).map(PNCounter::value).orElse(0L);
  }

  @Test
  @DisplayName("a local write is acknowledged at once and reaches all within a delta interval")
  void localWrite_spreads() {
    EngineNet net = three(new EngineNet(4));
    long op = net.node("a").update(SALES, "tea", e -> e.increment(3), Write.local());
    assertThat(net.node("a").written(op)).isEqualTo(new WriteResult.Acked(List.of("a")));
    net.run(150);
    assertThat(value(net, "b", "tea")).isEqualTo(3);
    assertThat(value(net, "c", "tea")).isEqualTo(3);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("a write that waits for a level names its holders after one round trip")
  void levels_nameHolders() {
    EngineNet net = three(new EngineNet(4));
    long two = net.node("a").update(SALES, "tea", e -> e.increment(1), Write.atLeast(2, TIMEOUT));
    long majority =
        net.node("a").update(SALES, "tea", e -> e.increment(1), Write.majority(TIMEOUT));
    net.run(3);
    assertThat(net.node("a").written(two).isAcked()).isTrue();
    assertThat(net.node("a").written(majority).isAcked()).isTrue();
  }

  @Test
  @DisplayName("a level that is out of reach is refused before anything is applied")
  void majority_outOfReach_isUnavailable() {
    EngineNet net = three(new EngineNet(4));
    net.unreachable("c");
    net.run(1);
    long op = net.node("c").update(SALES, "tea", e -> e.increment(1), Write.majority(TIMEOUT));
    assertThat(net.node("c").written(op)).isInstanceOf(WriteResult.Unavailable.class);
    assertThat(value(net, "c", "tea")).isZero();
  }

  @Test
  @DisplayName("a silent cut makes the write unknown, never lost")
  void silentCut_isUnknown() {
    EngineNet net = three(new EngineNet(4));
    net.drop = flying -> flying.from().equals("c") || flying.to().equals("c");
    long op = net.node("c").update(SALES, "tea", e -> e.increment(1), Write.atLeast(2, TIMEOUT));
    net.run(4000);
    assertThat(net.node("c").written(op))
        .isEqualTo(new WriteResult.Unknown(List.of("c"), List.of("a", "b")));
    net.drop = flying -> false;
    net.run(10_000);
    assertThat(value(net, "a", "tea")).isEqualTo(1);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("an edit that throws changes nothing and says so")
  void editThatThrows_isRejected() {
    EngineNet net = three(new EngineNet(4));
    long op =
        net.node("a")
            .update(
                SALES,
                "tea",
                e -> {
                  e.increment(5);
                  throw new IllegalStateException("no");
                },
                Write.local());
    assertThat(net.node("a").written(op))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.EDIT_FAILED));
    assertThat(value(net, "a", "tea")).isZero();
  }

  @Test
  @DisplayName("a lost delta is sent again after a gap, and nothing is joined over it")
  void lostDelta_isResent() {
    EngineNet net = three(new EngineNet(1));
    int[] lost = {0};
    net.drop = f -> f.send().traffic() == Traffic.DELTA && f.to().equals("b") && lost[0]++ == 0;
    net.node("a").update(SALES, "tea", e -> e.increment(1), Write.local());
    net.run(110);
    net.node("a").update(SALES, "tea", e -> e.increment(1), Write.local());
    net.run(120);
    assertThat(net.traced(TraceEvent.GapRefused.class)).hasSize(1);
    assertThat(value(net, "b", "tea")).isEqualTo(2);
  }

  @Test
  @DisplayName("a node that was away finds everything by comparison once its claim was dropped")
  void droppedClaim_isRepaired() {
    EngineConfig.Limits base = EngineConfig.Limits.DEFAULT;
    EngineNet net =
        three(
            new EngineNet(
                4,
                EngineConfig.Intervals.DEFAULT,
                new EngineConfig.Limits(
                    base.frameBytes(),
                    base.windowBytes(),
                    base.operations(),
                    base.repairBytesPerRound(),
                    new DeltaBuffer.Limits(2_000, 50, 1L << 50))));
    net.drop = flying -> flying.from().equals("c") || flying.to().equals("c");
    net.unreachable("c");
    for (int i = 0; i < 1000; i++) {
      net.node("a").update(SALES, "k" + i, e -> e.increment(1), Write.local());
      if (i % 10 == 0) {
        net.node("c").update(SALES, "k" + i, e -> e.increment(10), Write.local());
        net.run(5);
      }
    }
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isNotEmpty();
    net.drop = flying -> false;
    net.unreachable();
    net.run(1500);
    assertThat(net.roots()).hasSize(1);
    assertThat(value(net, "c", "k20")).isEqualTo(11);
    assertThat(value(net, "b", "k20")).isEqualTo(11);
  }

  @Test
  @DisplayName("a node that restarts empty is refilled, under a new incarnation")
  void restartedNode_isRefilled() {
    EngineNet net = three(new EngineNet(4));
    for (int i = 0; i < 300; i++) {
      net.node("a").update(SALES, "k" + i, e -> e.increment(1), Write.local());
    }
    net.run(500);
    net.stop("c");
    net.run(500);
    net.start("c", SALES);
    net.run(1000);
    assertThat(net.node("c").keys()).hasSize(300);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("stores that agree exchange two small frames and no more")
  void inSync_isCheap() {
    EngineNet net = three(new EngineNet(16));
    for (int i = 0; i < 1000; i++) {
      net.node("a").update(SALES, "k" + i, e -> e.increment(1), Write.local());
    }
    net.run(20_000);
    net.sent.clear();
    net.trace.clear();
    net.run(20_000);
    int exchanges = net.traced(TraceEvent.ExchangeEnded.class).size();
    int bytes = net.sent.stream().mapToInt(f -> f.send().frame().length).sum();
    assertThat(exchanges).isBetween(9, 15);
    assertThat(net.sent).hasSize(2 * exchanges);
    assertThat(bytes / exchanges).isLessThan(150);
  }

  @Test
  @DisplayName("a majority read sees what a majority acknowledged and writes it back")
  void majorityRead_seesAckedWrite() {
    EngineNet net = three(new EngineNet(4));
    net.drop = f -> f.send().traffic() == Traffic.DELTA && f.to().equals("c");
    long write = net.node("a").update(SALES, "tea", e -> e.increment(7), Write.majority(TIMEOUT));
    net.run(5);
    assertThat(net.node("a").written(write)).isEqualTo(new WriteResult.Acked(List.of("a", "b")));
    long read = net.node("c").fetch(SALES, "tea", Read.majority(TIMEOUT));
    net.run(10);
    assertThat(net.node("c").read(read))
        .isInstanceOfSatisfying(
            ReadResult.Found.class,
            found -> assertThat(((PNCounter) found.value()).value()).isEqualTo(7));
  }

  @Test
  @DisplayName("a watcher gets one change for many edits within the interval, and none for nothing")
  void watch_coalesces() {
    EngineNet net = three(new EngineNet(4));
    long watch = net.node("b").watch("sales");
    for (int i = 0; i < 10; i++) {
      net.node("a").update(SALES, "tea", e -> e.increment(1), Write.local());
    }
    net.run(300);
    List<Change<?>> changes = net.notified.get(watch);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).origin()).isEqualTo("a");
    assertThat(((PNCounter) changes.get(0).delta()).value()).isEqualTo(10);
    net.run(30_000);
    assertThat(net.notified.get(watch)).hasSize(1);
  }

  @Test
  @DisplayName(
      "a keyspace that is not open at a peer is refused there, and not acknowledged as held")
  void keyspaceNotOpen_isNotHeld() {
    EngineNet net = new EngineNet(4);
    net.start("a", SALES);
    net.start("b");
    net.run(100);
    long op = net.node("a").update(SALES, "tea", e -> e.increment(1), Write.atLeast(2, TIMEOUT));
    net.run(10);
    assertThat(net.node("a").written(op))
        .isEqualTo(new WriteResult.Partial(List.of("a"), List.of("b")));
    net.node("b").open(SALES);
    net.run(300);
    assertThat(value(net, "b", "tea")).isEqualTo(1);
  }

  @Test
  @DisplayName("hostile bytes are counted, dropped, and change nothing")
  void hostileBytes_changeNothing() {
    EngineNet net = three(new EngineNet(4));
    net.node("a").update(SALES, "tea", e -> e.increment(1), Write.local());
    net.run(500);
    var before = net.roots();
    List<EngineNet.Flying> frames = List.copyOf(net.sent);
    Endpoint from = net.node("a").endpoint;
    net.trace.clear();
    int inputs = 0;
    for (EngineNet.Flying flying : frames) {
      byte[] frame = flying.send().frame();
      for (int cut = 0; cut < frame.length; cut += 3) {
        byte[] bytes = java.util.Arrays.copyOf(frame, cut);
        net.node("b").input(flying.send().machine(), new Input.Frame(from, bytes));
        byte[] flipped = frame.clone();
        flipped[cut] ^= (byte) (1 << (cut % 8));
        net.node("b").input(flying.send().machine(), new Input.Frame(from, flipped));
        inputs += 2;
      }
    }
    assertThat(net.traced(TraceEvent.FrameRejected.class)).hasSize(inputs);
    assertThat(net.roots()).isEqualTo(before);
  }
}
