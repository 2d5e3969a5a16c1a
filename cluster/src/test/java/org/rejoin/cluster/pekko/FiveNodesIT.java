package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.rejoin.cluster.pekko.TestSystems.get;
import static org.rejoin.cluster.pekko.TestSystems.seconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.rejoin.cluster.KeySession;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.SiblingKey;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.StoreStatus.PeerStatus;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;

@DisplayName("Five nodes, two data centers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiveNodesIT {
  private static final List<String> WEST = List.of("w1", "w2", "w3");
  private static final List<String> EAST = List.of("e1", "e2");
  private static final List<String> ALL = List.of("w1", "w2", "w3", "e1", "e2");

  private final Map<String, ActorSystem<Void>> systems = new LinkedHashMap<>();
  private final AtomicBoolean dropDeltas = new AtomicBoolean();

  private ActorSystem<Void> start(String node, int port) {
    String config =
        "pekko.cluster.multi-data-center.self-data-center = "
            + (WEST.contains(node) ? "West" : "East")
            + "\npekko.remote.artery.canonical.port = "
            + port
            + "\nrejoin.replica-set = [w1, w2, w3, e1, e2]"
            + "\nrejoin.anti-entropy-interval = 1s";
    ActorSystem<Void> system =
        TestSystems.start(
            "shop",
            TestSystems.config(config),
            ReplicatedStoreSetup.create()
                .withNodeId(node)
                .withLinkPolicy(
                    frame ->
                        dropDeltas.get() && frame.traffic() == Traffic.DELTA
                            ? LinkPolicy.Decision.DROP
                            : LinkPolicy.Decision.DELIVER));
    systems.put(node, system);
    cart(node, "any");
    return system;
  }

  @BeforeAll
  void form() {
    for (String node : ALL) {
      start(node, 0);
    }
    Cluster.get(system("w1")).manager().tell(Join.create(system("w1").address()));
    for (String node : ALL.subList(1, ALL.size())) {
      join(node);
    }
    await().atMost(seconds(60)).untilAsserted(() -> ALL.forEach(this::assertWhole));
  }

  private void join(String node) {
    Cluster.get(system(node))
        .manager()
        .tell(new JoinSeedNodes(List.of(system("w1").address(), system("e1").address())));
  }

  @AfterAll
  void stop() throws Exception {
    for (ActorSystem<Void> system : systems.values()) {
      system.terminate();
    }
    for (ActorSystem<Void> system : systems.values()) {
      TestSystems.stop(system);
    }
  }

  private ActorSystem<Void> system(String node) {
    return systems.get(node);
  }

  private List<ActorSystem<Void>> systems(List<String> nodes) {
    return nodes.stream().map(this::system).toList();
  }

  private ReplicatedStore store(String node) {
    return ReplicatedStore.get(system(node));
  }

  private StoreStatus status(String node) {
    try {
      return get(store(node).status());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> reachable(String node) {
    return status(node).peers().stream()
        .filter(PeerStatus::reachable)
        .map(PeerStatus::node)
        .toList();
  }

  private void assertWhole(String node) {
    assertThat(reachable(node))
        .containsExactlyInAnyOrderElementsOf(ALL.stream().filter(n -> !n.equals(node)).toList());
  }

  private void awaitEqualRoots() {
    await()
        .atMost(seconds(30))
        .untilAsserted(
            () ->
                assertThat(ALL)
                    .extracting(node -> status(node).root())
                    .containsOnly(status("w1").root()));
  }

  private PekkoReplicated<ORSet<String>, ORSet.Editor<String>> cart(String node, String id) {
    return store(node).open(Keyspaces.orSet("carts", Codecs.utf8())).key(id);
  }

  private CompletionStage<WriteResult> add(String node, String id, String item, Write level) {
    return cart(node, id).update(edit -> edit.add(item), level);
  }

  private Set<String> read(String node, String id) throws Exception {
    return get(cart(node, id).read(Read.local())).found().map(ORSet::elements).orElse(Set.of());
  }

  private static List<String> held(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Acked.class);
    return ((WriteResult.Acked) result).held();
  }

  private SiblingKey<Long> price(String node) {
    Resolver<Long> lowest = Resolvers.reconcile("lowest", 1, Math::min);
    ConflictSettings<Long> settings = ConflictSettings.writeBack(lowest, Duration.ofMillis(500));
    return store(node).open(Keyspaces.siblings("prices", Codecs.int64(), settings)).key("tea");
  }

  private void deleteInTheWestAndPriceApart() throws Exception {
    assertThat(get(cart("w1", "doomed").delete(Write.majority(seconds(10)))).isAcked()).isTrue();
    get(add("e1", "doomed", "unseen", Write.local()));
    get(price("w2").put(300L, Token.empty(), Write.local()));
    get(price("e2").put(200L, Token.empty(), Write.local()));
  }

  /** The east's write is gone with what it was added to; the lower price stands alone. */
  private void awaitDeletedAndWrittenBack() {
    await()
        .atMost(seconds(30))
        .untilAsserted(
            () -> {
              for (String node : ALL) {
                assertThat(read(node, "doomed")).isEmpty();
                assertThat(get(price(node).read(Read.local())).view().siblings().values())
                    .containsExactly(200L);
              }
            });
    assertThat(status("e1").tombstones()).isEqualTo(1);
  }

  @Test
  @Order(1)
  void results_name_who_holds_the_write() throws Exception {
    assertThat(held(get(add("w1", "a", "tea", Write.atLeast(2, seconds(10))))))
        .contains("w1")
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(held(get(add("e2", "a", "milk", Write.majority(seconds(10))))))
        .contains("e2")
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(
            get(cart("w3", "a").read(Read.majority(seconds(10)))).found().orElseThrow().elements())
        .contains("milk");
    wanders();
    awaitEqualRoots();
    assertThat(read("e1", "a")).containsExactlyInAnyOrder("tea", "milk");
    assertThat(store("w1").metrics().sent().get(Traffic.DELTA).bytes()).isPositive();
    assertThat(store("e2").metrics().received().get(Traffic.DELTA).frames()).isPositive();
  }

  /** A client writes in the west and reads in the east: what it wrote, however slow deltas are. */
  private void wanders() throws Exception {
    KeySession<ORSet<String>, ORSet.Editor<String>> west = cart("w1", "wanderer").session();
    get(west.update(edit -> edit.add("tent"), Write.local()));
    KeySession<ORSet<String>, ORSet.Editor<String>> east =
        cart("e2", "wanderer").session(KeyToken.ofText(west.token().orElseThrow().toText()));
    Read local = new Read(Level.LOCAL, seconds(10));
    assertThat(get(east.read(local)).found().orElseThrow().elements()).containsExactly("tent");
    Write there = new Write(Level.LOCAL, seconds(10));
    get(east.update(edit -> edit.remove("tent"), there));
    assertThat(get(east.read(local)).found().map(ORSet::elements).orElse(Set.of())).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName("A cut: both sides write, only West has a majority; healed, all five agree")
  void cut_and_heal() throws Exception {
    List<FrameEvent> seen = java.util.Collections.synchronizedList(new ArrayList<>());
    Registration watching = store("w1").frames(seen::add);
    ALL.forEach(this::price);
    get(add("w1", "doomed", "old", Write.atLeast(5, seconds(20))));
    get(NetworkCut.cut(systems(WEST), systems(EAST)));
    await()
        .atMost(seconds(30))
        .untilAsserted(
            () -> {
              assertThat(reachable("w1")).containsExactly("w2", "w3");
              assertThat(reachable("w3")).containsExactly("w1", "w2");
              assertThat(reachable("e1")).containsExactly("e2");
              assertThat(reachable("e2")).containsExactly("e1");
            });

    assertThat(held(get(add("w2", "b", "west", Write.majority(seconds(10))))))
        .containsExactlyInAnyOrder("w1", "w2", "w3");
    WriteResult east = get(add("e1", "b", "lost", Write.majority(seconds(2))));
    assertThat(east).isInstanceOfAny(WriteResult.Unavailable.class, WriteResult.Unknown.class);
    assertThat(held(get(add("e1", "b", "east", Write.atLeast(2, seconds(10))))))
        .containsExactlyInAnyOrder("e1", "e2");
    assertThat(read("e2", "b")).contains("east").doesNotContain("west");
    assertThat(status("w1").root()).isNotEqualTo(status("e1").root());
    deleteInTheWestAndPriceApart();

    get(NetworkCut.heal(systems(WEST), systems(EAST)));
    awaitEqualRoots();
    awaitDeletedAndWrittenBack();
    assertThat(read("w1", "b")).contains("east", "west").isEqualTo(read("e1", "b"));
    await().atMost(seconds(30)).untilAsserted(() -> ALL.forEach(this::assertWhole));
    watching.close();
    assertThat(seen).extracting(FrameEvent::node).isSubsetOf("w2", "w3", "e1", "e2");
    assertThat(seen)
        .extracting(FrameEvent::kind)
        .contains(FrameEvent.Kind.SENT, FrameEvent.Kind.RECEIVED);
  }

  @Test
  @Order(3)
  void deltas_that_a_link_policy_drops_are_repaired() throws Exception {
    dropDeltas.set(true);
    try {
      for (int i = 0; i < 20; i++) {
        get(add("w1", "dropped-" + i, "item", Write.local()));
      }
      awaitEqualRoots();
    } finally {
      dropDeltas.set(false);
    }
    assertThat(read("e2", "dropped-7")).containsExactly("item");
    assertThat(store("w1").metrics().count(Counter.FRAMES_DROPPED_BY_POLICY)).isPositive();
    assertThat(store("w1").metrics().count(Counter.EXCHANGES_ENDED)).isPositive();
  }

  @Test
  @Order(4)
  @DisplayName("Random bytes, strange messages and truncated frames are counted and harm nothing")
  void hostile_frames() throws Exception {
    StoreMetrics before = store("w2").metrics();
    ExtendedActorSystem from = (ExtendedActorSystem) Adapter.toClassic(system("w1"));
    long uid = uid("w2");
    Random random = new Random(5);
    int frames = 0;
    for (String machine : List.of("coordinator", "group-0", "group-15")) {
      ActorRef target =
          from.provider()
              .resolveActorRef(system("w2").address() + "/system/rejoin/default/" + machine);
      for (int i = 0; i < 100; i++) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        target.tell(bytes, ActorRef.noSender());
        target.tell("a string", ActorRef.noSender());
        target.tell(new WireFrame(uid, Traffic.DELTA, "who#1", bytes), ActorRef.noSender());
        target.tell(new WireFrame(uid + 1, Traffic.DELTA, "who#1", bytes), ActorRef.noSender());
        frames++;
      }
    }
    int sent = frames;
    await()
        .atMost(seconds(20))
        .untilAsserted(
            () -> {
              StoreMetrics now = store("w2").metrics();
              assertThat(count(before, now, Counter.FRAMES_UNREADABLE)).isEqualTo(3L * sent);
              assertThat(count(before, now, Counter.FRAMES_REJECTED)).isGreaterThanOrEqualTo(sent);
            });
    assertThat(store("w2").metrics().isHealthy()).isTrue();
    assertThat(held(get(add("w2", "c", "fine", Write.atLeast(5, seconds(10)))))).hasSize(5);
    awaitEqualRoots();
  }

  private long uid(String node) {
    return org.apache.pekko.cluster.Cluster.get(system(node)).selfUniqueAddress().longUid();
  }

  private static long count(StoreMetrics before, StoreMetrics now, Counter counter) {
    return now.count(counter) - before.count(counter);
  }

  @Test
  @Order(5)
  @DisplayName("A node that crashed and came back on its port is refilled by the others")
  void crash_and_restart() throws Exception {
    for (int i = 0; i < 100; i++) {
      get(add("e2", "d" + i, "kept", Write.atLeast(2, seconds(10))));
    }
    String incarnation = status("e2").incarnation();
    List<String> others = List.of("w1", "w2", "w3", "e1");
    ActorSystem<Void> crashed = system("e2");
    int port = crashed.address().getPort().orElseThrow();
    get(NetworkCut.cut(List.of(crashed), systems(others)));
    TestSystems.stop(crashed);
    await().atMost(seconds(30)).until(() -> !reachable("e1").contains("e2"));
    for (int i = 0; i < 100; i++) {
      get(add("w1", "meanwhile" + i, "new", Write.local()));
    }

    for (String other : others) {
      get(NetworkCut.unblackhole(system(other), crashed.address()));
    }
    start("e2", port);
    price("e2");
    join("e2");
    await().atMost(seconds(60)).untilAsserted(() -> ALL.forEach(this::assertWhole));
    awaitEqualRoots();
    assertThat(status("e2").incarnation()).isNotEqualTo(incarnation);
    assertThat(read("e2", "d7")).containsExactly("kept");
    assertThat(read("e2", "meanwhile7")).containsExactly("new");
    assertThat(held(get(add("e2", "d7", "again", Write.atLeast(5, seconds(10)))))).hasSize(5);
    for (String node : ALL) {
      assertThat(store(node).metrics().isHealthy()).isTrue();
      assertThat(store(node).metrics().count(Counter.CORRUPTION_FOUND)).isZero();
      assertThat(store(node).metrics().count(Counter.DOUBLE_SPENT_DOTS)).isZero();
    }
  }
}
