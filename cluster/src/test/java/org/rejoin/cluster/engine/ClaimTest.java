package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.GCounter;

/** What is owed to a peer that does not listen is left to repair once that sends less. */
class ClaimTest {
  private static final KeyspaceSpec<GCounter, GCounter.Editor> HITS = Keyspaces.gCounter("hits");
  private static final int UPDATES = 2000;

  private static EngineNet two(Buggify buggify) {
    EngineNet net = new EngineNet(1);
    net.buggify = buggify;
    net.start("a", HITS);
    net.start("b", HITS);
    net.run(200);
    return net;
  }

  /** Cut off, so many updates of so many keys, and back; returns the bytes that it took to mend. */
  private static long away(EngineNet net, int keys) {
    net.unreachable("b");
    net.drop = flying -> true;
    for (int i = 0; i < UPDATES; i++) {
      net.node("a").update(HITS, "k" + i % keys, e -> e.increment(1), Write.local());
    }
    net.run(1000);
    net.drop = flying -> false;
    net.sent.clear();
    net.unreachable();
    net.run(3000);
    assertThat(net.roots()).hasSize(1);
    return net.sent.stream().mapToLong(flying -> flying.send().frame().length).sum();
  }

  @Test
  @DisplayName(
      "many deltas of few keys are not sent to who comes back, their sums are; mutant: are")
  void awayLong_fewKeys_repaired() {
    long most = 1_500;
    EngineNet net = two(Buggify.OFF);
    assertThat(away(net, 4)).isLessThan(most);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isNotEmpty();
    Buggify keeps = (machine, point) -> point == Buggify.Point.KEEP_CLAIM;
    assertThat(away(two(keeps), 4)).isGreaterThan(20 * most);
  }

  @Test
  @DisplayName("one delta a key is sent as it is: to find and name the keys would cost more")
  void awayLong_manyKeys_sent() {
    EngineNet net = two(Buggify.OFF);
    away(net, UPDATES);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isEmpty();
    away(net, UPDATES);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isEmpty();
  }

  @Test
  @DisplayName("what repairs have shown counts: with small parts the claim goes earlier")
  void weighed_byPartsThatWereSent() {
    PartSizes parts = new PartSizes();
    assertThat(parts.meanBytes()).isEqualTo(1024);
    for (int i = 0; i < 200; i++) {
      parts.sent(40);
    }
    assertThat(parts.meanBytes()).isBetween(40L, 60L);
    parts.sent(Integer.MAX_VALUE);
    parts.sent(40L * Integer.MAX_VALUE);
    assertThat(parts.meanBytes()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  @DisplayName("a claim that a write waits for is kept, however dear; once it has ended it goes")
  void awaited_kept() {
    EngineNet net = two(Buggify.OFF);
    net.drop = flying -> true;
    Write both = Write.atLeast(2, Duration.ofSeconds(20));
    long op = net.node("a").update(HITS, "k", e -> e.increment(1), both);
    for (int i = 0; i < UPDATES; i++) {
      net.node("a").update(HITS, "k", e -> e.increment(1), Write.local());
    }
    net.run(8_000);
    assertThat(net.traced(TraceEvent.Retransmitted.class)).isNotEmpty();
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isEmpty();
    net.drop = flying -> false;
    net.run(6_000);
    assertThat(net.node("a").written(op)).isEqualTo(new WriteResult.Acked(List.of("a", "b")));
    net.drop = flying -> true;
    for (int i = 0; i < UPDATES; i++) {
      net.node("a").update(HITS, "k", e -> e.increment(1), Write.local());
    }
    net.run(2_000);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).hasSize(1);
  }
}
