package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/** Somebody else writes under this incarnation's id: alarm, and no further edit of that key. */
class IdentityTest {
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> SALES =
      Keyspaces.pnCounter("sales");
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> TAGS =
      Keyspaces.orSet("tags", Codecs.utf8());

  private static EngineNet net() {
    EngineNet net = new EngineNet(1);
    net.start("a", SALES, TAGS);
    net.start("b", SALES, TAGS);
    net.run(100);
    return net;
  }

  /** A state that a twin of {@code b} made comes to {@code b} by a repair from {@code a}. */
  private static <S extends Editable<S, E>, E> void joinOfTwin(
      EngineNet net, KeyspaceSpec<S, E> spec, Consumer<E> change) {
    ReplicaId a = net.node("a").replica.config().replica();
    ReplicaId b = net.node("b").replica.config().replica();
    S twin = spec.type().bottom().edit(new Origin(b, Hlc.ofMillis(1)), change).delta();
    Entry entry =
        new Entry(spec.name(), Entry.typeOf(spec.type().tag()), "x", 0, 0, twin.toBytes());
    byte[] frame = new Frame(1, a, b, new Repair(Hlc.ZERO, List.of(entry))).encode();
    net.node("b").input(1, new Input.Frame(net.node("a").endpoint, frame));
  }

  private static void assertRefused(WriteResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.IDENTITY_REUSED));
  }

  @Test
  @DisplayName("a counter row of the own id from elsewhere is joined, and the next edit refused")
  void counterRow_isJoinedAndEditsAreRefused() {
    EngineNet net = net();
    net.node("b").update(SALES, "x", e -> e.increment(2), Write.local());
    joinOfTwin(net, SALES, e -> e.increment(9));
    assertThat(net.traced(TraceEvent.IdentityReused.class)).hasSize(1);
    assertThat(net.node("b").local(SALES, "x").orElseThrow().value()).isEqualTo(9);
    assertRefused(
        net.node("b")
            .written(net.node("b").update(SALES, "x", e -> e.increment(1), Write.local())));
    long other = net.node("b").update(SALES, "y", e -> e.increment(1), Write.local());
    assertThat(net.node("b").written(other).isAcked()).isTrue();
  }

  @Test
  @DisplayName("a dot of the own id from elsewhere too, also where it continues the own ones")
  void dot_isJoinedAndEditsAreRefused() {
    EngineNet net = net();
    joinOfTwin(net, TAGS, e -> e.add("milk"));
    assertThat(net.traced(TraceEvent.IdentityReused.class)).hasSize(1);
    assertThat(net.node("b").local(TAGS, "x").orElseThrow().contains("milk")).isTrue();
    assertRefused(
        net.node("b").written(net.node("b").update(TAGS, "x", e -> e.add("tea"), Write.local())));
  }

  @Test
  @DisplayName("what others say about own writes, and what they remove of them, is no reuse")
  void ownWritesComingBack_areNoReuse() {
    EngineNet net = net();
    net.node("b").update(SALES, "x", e -> e.increment(2), Write.local());
    net.node("b").update(TAGS, "x", e -> e.add("milk"), Write.local());
    net.run(200);
    net.node("a").update(SALES, "x", e -> e.decrement(1), Write.local());
    net.node("a").update(TAGS, "x", e -> e.remove("milk"), Write.local());
    net.run(200);
    net.stop("a");
    net.start("a", SALES, TAGS);
    net.run(1000);
    assertThat(net.traced(TraceEvent.IdentityReused.class)).isEmpty();
    assertThat(net.roots()).hasSize(1);
  }
}
