package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.StoreStatus.OriginStatus;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

/** Which updates are held by whom, and by all: section 12 of {@code docs/protocol.md}. */
class StabilityTest {
  private static final KeyspaceSpec<GSet<String>, GSet.Editor<String>> NOTES =
      Keyspaces.gSet("notes", Codecs.utf8());
  private static final KeyspaceSpec<GSet<String>, GSet.Editor<String>> LATER =
      Keyspaces.gSet("later", Codecs.utf8());
  private static final KeyspaceSpec<GSet<String>, GSet.Editor<String>> CARTS =
      Keyspaces.gSet("carts", Codecs.utf8()).durable();
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final EngineNet net = new EngineNet(4);

  private void start(String... names) {
    for (String name : names) {
      net.start(name, NOTES, CARTS);
    }
    net.run(1000);
  }

  private void add(String node, KeyspaceSpec<GSet<String>, GSet.Editor<String>> spec, int updates) {
    for (int i = 0; i < updates; i++) {
      String element = "e" + i;
      net.node(node).update(spec, "k" + i, e -> e.add(element), Write.local());
    }
  }

  /** What one node says of the updates of another. */
  private OriginStatus of(String node, String origin) {
    return net.node(node).status().origins().stream()
        .filter(said -> said.node().equals(origin))
        .findFirst()
        .orElse(new OriginStatus("", origin, 0, 0));
  }

  private static void assertThatIs(OriginStatus said, long held, long stable) {
    assertThat(List.of(said.held(), said.stable())).as("%s", said).containsExactly(held, stable);
  }

  @Test
  @DisplayName("what all have acknowledged is stable: its origin finds out, others hear of it")
  void update_acknowledged_stable() {
    start("a", "b", "c");
    add("a", NOTES, 40);
    assertThatIs(of("a", "a"), 40, 0);
    assertThat(of("a", "a").unstable()).isEqualTo(40);
    net.run(300);
    assertThatIs(of("a", "a"), 40, 40);
    assertThat(of("b", "a").held()).isEqualTo(40);
    assertThat(net.node("b").status().origins()).hasSize(1);
    add("a", NOTES, 40);
    net.run(300);
    assertThatIs(of("a", "a"), 80, 80);
    assertThat(of("c", "a").stable()).as("told with later deltas").isGreaterThanOrEqualTo(40);
  }

  @Test
  @DisplayName("a member out of reach counts; once it is back and has the deltas, all is stable")
  void update_memberOutOfReach_notStable() {
    start("a", "b", "c");
    net.unreachable("c");
    net.drop = flying -> flying.from().equals("c") || flying.to().equals("c");
    add("a", NOTES, 20);
    net.run(8000);
    assertThatIs(of("a", "a"), 20, 0);
    assertThat(of("b", "a").held()).isEqualTo(20);
    net.drop = flying -> false;
    net.unreachable();
    net.run(300);
    assertThatIs(of("a", "a"), 20, 20);
  }

  @Test
  @DisplayName("a member that has not introduced itself counts, too")
  void update_memberNotMet_notStable() {
    net.drop = flying -> flying.from().equals("c") || flying.to().equals("c");
    start("a", "b", "c");
    add("a", NOTES, 20);
    net.run(2000);
    assertThatIs(of("a", "a"), 20, 0);
    net.stop("c");
    net.run(10);
    assertThatIs(of("a", "a"), 20, 20);
  }

  @Test
  @DisplayName("what a member refuses it does not hold, and nothing after it in that group")
  void update_refused_notStable() {
    start("a", "b");
    net.node("a").open(LATER);
    add("a", NOTES, 20);
    net.run(300);
    add("a", LATER, 1);
    add("a", NOTES, 20);
    net.run(300);
    OriginStatus stopped = of("a", "a");
    assertThat(stopped.held()).isEqualTo(41);
    assertThat(stopped.stable()).isBetween(20L, 40L);
    assertThat(of("b", "a").held()).isEqualTo(stopped.stable());
  }

  @Test
  @DisplayName("a durable update is held once it is on disk, at its origin and elsewhere")
  void update_durable_heldOnDisk() {
    start("a", "b");
    net.diskMillis = 50;
    add("a", CARTS, 1);
    assertThatIs(of("a", "a"), 0, 0);
    net.run(120);
    assertThat(of("a", "a").held()).isEqualTo(1);
    assertThat(net.node("b").local(CARTS, "k0")).isPresent();
    assertThatIs(of("a", "a"), 1, 0);
    net.run(200);
    assertThatIs(of("a", "a"), 1, 1);
  }

  @Test
  @DisplayName("a disk that fails holds nothing more, whatever was joined")
  void update_diskBroken_notStable() {
    start("a", "b");
    net.diskFails =
        persist ->
            persist.batch().puts().isEmpty() ? Optional.empty() : Optional.of(StoreFailure.BROKEN);
    add("a", CARTS, 1);
    net.run(3000);
    add("a", NOTES, 40);
    net.run(3000);
    assertThat(of("a", "a").stable()).isLessThan(41);
    assertThat(of("a", "a").held()).isLessThan(41);
  }

  @Test
  @DisplayName("nobody can acknowledge what was never made: such a frame is dropped, whole")
  void ack_ofMoreThanWasMade_rejected() {
    start("a", "b");
    add("a", NOTES, 1);
    net.run(300);
    int rejected = net.traced(TraceEvent.FrameRejected.class).size();
    ReplicaId a = net.node("a").replica.config().replica();
    ReplicaId b = net.node("b").replica.config().replica();
    for (long held : new long[] {2, Long.MAX_VALUE, -1}) {
      byte[] lie = new Frame(1, b, a, new Ack(1, 1, List.of(), held)).encode();
      net.node("a").input(1, new Input.Frame(net.node("b").endpoint, lie));
    }
    assertThat(net.traced(TraceEvent.FrameRejected.class)).hasSize(rejected + 3);
    add("a", NOTES, 1);
    net.run(OFTEN.toMillis() * 3);
    assertThatIs(of("a", "a"), 2, 2);
  }

  @Test
  @DisplayName("incarnations that are gone are remembered up to a bound, the highest ids")
  void origins_bounded() {
    Turn turn = new Turn(net.start("a", NOTES).replica.config(), 1, Buggify.OFF);
    Frontiers frontiers = new Frontiers(turn);
    ReplicaId peer = new ReplicaId(1);
    frontiers.members(List.of(new Peer(new Endpoint("b"), "b", peer, true, true)), true);
    frontiers.streamed(peer, 0, 5);
    for (int i = 2 * Frontiers.MAX_ORIGINS; i > 0; i--) {
      frontiers.streamed(new ReplicaId(0x10_000 + i), 0, i);
    }
    assertThat(frontiers.view()).hasSize(Frontiers.MAX_ORIGINS - 1);
    assertThat(frontiers.held(peer)).as("a member is not forgotten").isEqualTo(5);
    long highest = 2L * Frontiers.MAX_ORIGINS;
    assertThat(frontiers.held(new ReplicaId(0x10_000 + highest))).isEqualTo(highest);
    assertThat(frontiers.held(new ReplicaId(0x10_001))).as("no room").isZero();
  }

  @Test
  @DisplayName("a claim that was dropped leaves a gap; comparison as equal closes it, and all hear")
  void claimDropped_provenByEqualStores() {
    start("a", "b", "c");
    net.unreachable("b");
    net.drop = flying -> flying.from().equals("b") || flying.to().equals("b");
    for (int i = 0; i < 500; i++) {
      String element = "e" + i % 3;
      net.node("a").update(NOTES, "hot", e -> e.add(element), Write.local());
    }
    net.run(1000);
    net.drop = flying -> Frame.isOf(MessageType.HELLO, flying.send().frame());
    net.unreachable();
    net.run(30);
    add("a", NOTES, 20);
    net.run(1000);
    assertThat(net.traced(TraceEvent.ClaimDropped.class)).isNotEmpty();
    assertThat(of("b", "a").held()).as("what came since waits behind the gap").isLessThan(20);
    net.drop = flying -> false;
    net.run(30_000);
    assertThatIs(of("a", "a"), 520, 520);
    assertThatIs(of("b", "a"), 520, 520);
    assertThatIs(of("c", "a"), 520, 520);
    net.sent.clear();
    net.run(20_000);
    assertThat(net.sent)
        .as("and then nobody tells any more")
        .noneMatch(flying -> Frame.isOf(MessageType.FRONTIER_TELL, flying.send().frame()));
  }

  @Test
  @DisplayName("who joins later holds nothing for sure, until it was found equal")
  void newMember_provenByEqualStores() {
    start("a", "b");
    add("a", NOTES, 20);
    net.run(300);
    net.start("c", NOTES, CARTS);
    net.run(15);
    add("a", NOTES, 20);
    net.run(30);
    assertThatIs(of("a", "a"), 40, 20);
    net.run(30_000);
    assertThatIs(of("a", "a"), 40, 40);
    assertThatIs(of("c", "a"), 40, 40);
  }

  @Test
  @DisplayName("of an incarnation that is gone the others find out what all of them hold")
  void originGone_othersFindOut() {
    start("a", "b", "c", "d");
    net.unreachable("d");
    net.drop = flying -> flying.from().equals("d") || flying.to().equals("d");
    add("a", NOTES, 20);
    net.run(500);
    net.stop("a");
    net.run(20_000);
    assertThatIs(of("b", ""), 20, 0);
    net.drop = flying -> false;
    net.unreachable();
    net.run(120_000);
    for (String node : List.of("b", "c", "d")) {
      assertThatIs(of(node, ""), 20, 20);
    }
  }
}
