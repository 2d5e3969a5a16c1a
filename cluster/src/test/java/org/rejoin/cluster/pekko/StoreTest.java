package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rejoin.cluster.pekko.TestSystems.get;
import static org.rejoin.cluster.pekko.TestSystems.seconds;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

@DisplayName("The store of one node")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreTest {
  private ActorSystem<Void> system;
  private ReplicatedStore store;

  @BeforeAll
  void start() {
    system = TestSystems.alone("");
    store = ReplicatedStore.get(system);
  }

  @AfterAll
  void stop() throws Exception {
    TestSystems.stop(system);
  }

  private PekkoKeyspace<GCounter, GCounter.Editor> counters(String name) {
    return store.open(Keyspaces.gCounter(name));
  }

  @Test
  void is_one_per_actor_system() {
    assertThat(ReplicatedStore.get(system)).isSameAs(store);
    assertThat(store.node()).isEqualTo("n1");
  }

  @Test
  void opens_a_keyspace_once_and_refuses_another_type_naming_both() {
    assertThat(counters("once")).isSameAs(counters("once"));
    assertThatThrownBy(() -> store.open(Keyspaces.orSet("once", Codecs.utf8())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gcounter")
        .hasMessageContaining("orset");
  }

  @Test
  void refuses_a_durable_keyspace_as_it_has_no_disk() {
    assertThatThrownBy(() -> store.open(Keyspaces.gCounter("kept").durable()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kept")
        .hasMessageContaining("no disk");
    assertThat(counters("kept")).isNotNull();
  }

  @Test
  void says_its_status_and_numbers() throws Exception {
    StoreStatus before = get(store.status());
    get(counters("status").key("a").update(edit -> edit.increment(1), Write.local()));
    StoreStatus after = get(store.status());
    assertThat(after.node()).isEqualTo("n1");
    assertThat(after.incarnation()).hasSize(16);
    assertThat(after.root()).hasSize(32).isNotEqualTo(before.root());
    assertThat(after.keys()).isEqualTo(before.keys() + 1);
    assertThat(after.peers()).isEmpty();
    assertThat(store.metrics().isHealthy()).isTrue();
    assertThat(store.metrics().count(Counter.UPDATES)).isPositive();
  }

  @Test
  void lists_keys_in_pages_over_all_groups() throws Exception {
    PekkoKeyspace<GCounter, GCounter.Editor> many = counters("many");
    List<java.util.concurrent.CompletableFuture<WriteResult>> writes = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      writes.add(
          many.key("key-" + i)
              .update(edit -> edit.increment(1), Write.local())
              .toCompletableFuture());
    }
    for (var write : writes) {
      assertThat(get(write).isAcked()).isTrue();
    }
    List<KeyInfo> all = get(store.keys("many"));
    assertThat(all).extracting(KeyInfo::id).doesNotHaveDuplicates().hasSize(2_500);
    assertThat(get(store.keys())).containsAll(all);

    List<KeyInfo> paged = new ArrayList<>();
    List<KeyInfo> page = get(store.keyPage("many", Optional.empty()));
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(1_000);
      paged.addAll(page);
      page = get(store.keyPage("many", Optional.of(page.get(page.size() - 1).id())));
    }
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void an_edit_that_throws_is_rejected_and_changes_nothing() throws Exception {
    WriteResult result =
        get(
            counters("edits")
                .key("a")
                .update(
                    edit -> {
                      throw new IllegalArgumentException("no such product");
                    },
                    Write.local()));
    assertThat(((WriteResult.Rejected) result).code()).isEqualTo(RejectedCode.EDIT_FAILED);
    assertThat(((WriteResult.Rejected) result).detail()).contains("no such product");
    assertThat(get(counters("edits").key("a").read(Read.local())))
        .isInstanceOf(ReadResult.Absent.class);
  }

  @Test
  void majority_without_a_replica_set_is_rejected() throws Exception {
    WriteResult result =
        get(
            counters("quorum")
                .key("a")
                .update(edit -> edit.increment(1), Write.majority(seconds(5))));
    assertThat(((WriteResult.Rejected) result).code()).isEqualTo(RejectedCode.NO_REPLICA_SET);
  }

  @Test
  void watching_a_keyspace_sees_the_changes_of_all_its_keys() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    PekkoKeyspace<GCounter, GCounter.Editor> keyspace = counters("watched");
    get(keyspace.key("before").update(edit -> edit.increment(1), Write.local()));
    Subscription watching = keyspace.watch(change -> heard.add(change.id()));
    for (int i = 0; i < 50; i++) {
      get(keyspace.key("k" + i).update(edit -> edit.increment(1), Write.local()));
    }
    await().untilAsserted(() -> assertThat(heard).hasSize(51).contains("before", "k0", "k49"));
    get(watching.cancel());
  }

  @Test
  void observers_hear_events_until_they_close() throws Exception {
    BlockingQueue<TraceEvent> events = new LinkedBlockingQueue<>();
    Registration registration =
        store.events(
            event -> {
              if (event instanceof TraceEvent.Updated updated
                  && updated.key().keyspace().equals("events")) {
                events.add(event);
              }
            });
    get(counters("events").key("a").update(edit -> edit.increment(1), Write.local()));
    assertThat(events.poll(10, TimeUnit.SECONDS)).isInstanceOf(TraceEvent.Updated.class);
    registration.close();
    get(counters("events").key("a").update(edit -> edit.increment(1), Write.local()));
    assertThat(events.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  private sealed interface Command {
    record Put(String item) implements Command {}

    record Saved(WriteResult result) implements Command {}

    record Loaded(ReadResult<ORSet<String>> result) implements Command {}

    record Changed(Change<ORSet<String>> change) implements Command {}

    enum Leave implements Command {
      NOW
    }
  }

  private static Behavior<Command> cartActor(
      PekkoReplicated<ORSet<String>, ORSet.Editor<String>> key, BlockingQueue<Object> heard) {
    return Behaviors.setup(
        context -> {
          ActorReplicated<Command, ORSet<String>, ORSet.Editor<String>> cart = key.in(context);
          cart.watch(Command.Changed::new);
          return Behaviors.receive(Command.class)
              .onMessage(
                  Command.Put.class,
                  put -> {
                    cart.update(edit -> edit.add(put.item()), Write.local(), Command.Saved::new);
                    return Behaviors.same();
                  })
              .onMessage(
                  Command.Saved.class,
                  saved -> {
                    heard.add(saved.result());
                    cart.read(Read.local(), Command.Loaded::new);
                    return Behaviors.same();
                  })
              .onMessage(
                  Command.Loaded.class,
                  loaded -> {
                    heard.add(loaded.result().found().orElseThrow().elements());
                    return Behaviors.same();
                  })
              .onMessage(
                  Command.Changed.class,
                  changed -> {
                    heard.add(changed.change());
                    return Behaviors.same();
                  })
              .onMessage(Command.Leave.class, leave -> Behaviors.stopped())
              .build();
        });
  }

  @Test
  void an_actor_gets_results_and_changes_as_its_own_messages() throws Exception {
    var key = store.open(Keyspaces.orSet("carts", Codecs.utf8())).key("42");
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    ActorRef<Command> actor =
        system.systemActorOf(cartActor(key, heard), "cart-actor", Props.empty());
    actor.tell(new Command.Put("tea"));
    List<Object> got = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      got.add(heard.poll(10, TimeUnit.SECONDS));
    }
    assertThat(got).hasAtLeastOneElementOfType(WriteResult.Acked.class);
    assertThat(got).hasAtLeastOneElementOfType(Change.class);
    assertThat(got).contains(java.util.Set.of("tea"));

    actor.tell(Command.Leave.NOW);
    await()
        .untilAsserted(
            () -> {
              heard.clear();
              get(key.update(edit -> edit.add("x" + System.nanoTime()), Write.local()));
              assertThat(heard.poll(150, TimeUnit.MILLISECONDS)).isNull();
            });
  }

  @Test
  @DisplayName("Envelopes survive both paths; everything else becomes a counted message")
  void envelopes() throws Exception {
    var serialization = SerializationExtension.get(Adapter.toClassic(system));
    WireFrame frame = new WireFrame(-7, Traffic.REPAIR, "pekko://a@b:1#2", new byte[] {1, 2});
    WireSerializer serializer = (WireSerializer) serialization.findSerializerFor(frame);
    byte[] bytes = serializer.toBinary(frame);
    ByteBuffer buffer = ByteBuffer.allocate(200);
    serializer.toBinary(frame, buffer);
    buffer.flip();
    assertThat(buffer.remaining()).isEqualTo(bytes.length);
    for (Object back :
        List.of(
            serializer.fromBinary(bytes, serializer.manifest(frame)),
            serializer.fromBinary(buffer, WireSerializer.FRAME_1))) {
      assertThat(back).usingRecursiveComparison().isEqualTo(frame);
    }

    long before = store.metrics().count(Counter.FRAMES_UNREADABLE);
    assertThat(serializer.fromBinary(bytes, "F2")).isInstanceOf(WireMessage.Unreadable.class);
    int unreadable = 1;
    for (int length = 0; length < 10; length++) {
      serializer.fromBinary(java.util.Arrays.copyOf(bytes, length), WireSerializer.FRAME_1);
      unreadable++;
    }
    assertThat(store.metrics().count(Counter.FRAMES_UNREADABLE) - before).isEqualTo(unreadable);
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      byte[] garbage = new byte[random.nextInt(60)];
      random.nextBytes(garbage);
      assertThat(serializer.fromBinary(garbage, WireSerializer.FRAME_1))
          .isInstanceOf(WireMessage.class);
    }
    assertThat(serializer.identifier()).isGreaterThan(40);
    assertThatThrownBy(() -> serializer.toBinary("no")).hasMessageContaining("String");
  }

  @Test
  void endpoint_names_of_strangers_are_no_addresses() {
    for (String name : List.of("", "#", "x#1", "pekko://a@b:1", "pekko://a@b:1#x", "pekko://a#1")) {
      assertThat(Endpoints.parse(new org.rejoin.cluster.engine.Endpoint(name))).isEmpty();
    }
  }

  @Test
  void after_a_coordinated_shutdown_calls_are_refused() throws Exception {
    ReplicatedStoreSetup setup =
        ReplicatedStoreSetup.create().withNodeId("given").withRandom(() -> 0x1234);
    ActorSystem<Void> stopping =
        TestSystems.start(
            "stopping", TestSystems.config("pekko.remote.artery.canonical.port = 0"), setup);
    try {
      ReplicatedStore last = ReplicatedStore.get(stopping);
      assertThat(last.node()).isEqualTo("given");
      assertThat(get(last.status()).incarnation()).isEqualTo(new ReplicaId(0x1234).toString());
      var key = last.open(Keyspaces.gCounter("c")).key("a");
      assertThat(get(key.update(edit -> edit.increment(1), Write.local())).isAcked()).isTrue();
      get(CoordinatedShutdown.get(stopping).runAll(CoordinatedShutdown.unknownReason()));
      WriteResult write = get(key.update(edit -> edit.increment(1), Write.local()));
      assertThat(((WriteResult.Rejected) write).code()).isEqualTo(RejectedCode.STOPPED);
      ReadResult<GCounter> read = get(key.read(Read.local()));
      assertThat(((ReadResult.Rejected<GCounter>) read).code()).isEqualTo(RejectedCode.STOPPED);
      assertThat(last.status().toCompletableFuture()).failsWithin(TestSystems.seconds(10));
    } finally {
      TestSystems.stop(stopping);
    }
  }

  @Test
  void a_node_without_the_roles_or_with_a_bad_setting_does_not_start() throws Exception {
    ActorSystem<Void> other = TestSystems.alone("rejoin.roles = [data]");
    try {
      assertThatThrownBy(() -> ReplicatedStore.get(other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("rejoin.roles = [data]");
    } finally {
      TestSystems.stop(other);
    }
  }
}
