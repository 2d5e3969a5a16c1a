package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.rejoin.cluster.pekko.TestSystems.get;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.SiblingChange;
import org.rejoin.cluster.SiblingKey;
import org.rejoin.cluster.SiblingKeyspace;
import org.rejoin.cluster.SiblingRead;
import org.rejoin.cluster.SiblingWrite;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolved.Outcome;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.SiblingOptions;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

@DisplayName("Keyspaces that keep concurrent values")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiblingStoreTest {
  private ActorSystem<Void> system;
  private ReplicatedStore store;

  @BeforeAll
  void start() {
    system = TestSystems.alone("rejoin.conflicts.resolver-timeout = 300ms");
    store = ReplicatedStore.get(system);
  }

  @AfterAll
  void stop() throws Exception {
    TestSystems.stop(system);
  }

  private SiblingKeyspace<String> open(String name, Resolver<String> resolver) {
    return store.open(Keyspaces.siblings(name, Codecs.utf8(), ConflictSettings.onRead(resolver)));
  }

  /** Two writers, neither of whom has seen the other. */
  private static void conflict(SiblingKey<String> key) throws Exception {
    for (String value : List.of("red", "blue")) {
      SiblingWrite write = get(key.put(value, Token.empty(), Write.local()));
      assertThat(write.result().isAcked()).isTrue();
    }
  }

  private List<ConflictEntry> journal(String key) {
    return store.conflicts(0, 1000).entries().stream()
        .filter(entry -> entry.key().equals(Bytes.wrap(CanonicalOut.utf8(key))))
        .toList();
  }

  @Test
  void shows_the_resolved_value_with_the_siblings_and_journals_the_loser_once() throws Exception {
    SiblingKey<String> key = open("lww", Resolvers.lww()).key("k");
    conflict(key);
    for (int i = 0; i < 3; i++) {
      SiblingRead<String> read = get(key.read(Read.local()));
      assertThat(read.value()).contains("blue");
      assertThat(read.view().siblings().values()).containsExactly("red", "blue");
    }
    assertThat(journal("lww/k")).hasSize(1);
    assertThat(journal("lww/k").get(0).losers())
        .extracting(loser -> Codecs.utf8().decode(loser.bytes().toByteArray()))
        .containsExactly("red");
  }

  /** Reads all but what begins with "bad". */
  private static Codec<String> picky() {
    Codec<String> utf8 = Codecs.utf8();
    return new Codec<>() {
      @Override
      public String name() {
        return "picky/1";
      }

      @Override
      public void write(String value, CanonicalOut out) {
        utf8.write(value, out);
      }

      @Override
      public String read(CanonicalIn in) {
        String value = utf8.read(in);
        if (value.startsWith("bad")) {
          throw new IllegalArgumentException("cannot read " + value);
        }
        return value;
      }
    };
  }

  @Test
  void says_what_it_cannot_read_and_goes_on_with_the_rest() throws Exception {
    SiblingKeyspace<String> keyspace =
        store.open(
            Keyspaces.siblings("picky", picky(), ConflictSettings.onRead(Resolvers.keepAll())));
    List<SiblingChange<String>> changes = new CopyOnWriteArrayList<>();
    keyspace.watch(changes::add);
    SiblingKey<String> key = keyspace.key("k");
    get(key.put("bad", Token.empty(), Write.local()));
    SiblingRead<String> read = get(key.read(Read.local()));
    assertThat(read.result())
        .isInstanceOfSatisfying(
            ReadResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(RejectedCode.UNREADABLE);
              assertThat(rejected.detail()).contains("picky/k", "picky/1", "cannot read bad");
            });
    assertThat(read.value()).isEmpty();
    get(keyspace.key("other").put("good", Write.local()));
    assertThat(get(keyspace.key("other").read(Read.local())).value()).contains("good");
    await().untilAsserted(() -> assertThat(changes).hasSize(2));
    assertThat(changes)
        .filteredOn(c -> c.change().id().equals("k"))
        .singleElement()
        .satisfies(c -> assertThat(c.unreadable().orElseThrow()).contains("bad"));
    assertThat(changes)
        .filteredOn(c -> c.change().id().equals("other"))
        .singleElement()
        .satisfies(c -> assertThat(c.unreadable()).isEmpty());
    get(key.put("good again", Write.local()));
    assertThat(get(key.read(Read.local())).value()).contains("good again");
  }

  @Test
  void replaces_what_the_token_of_a_read_covers() throws Exception {
    SiblingKey<String> key = open("token", Resolvers.keepAll()).key("k");
    conflict(key);
    SiblingRead<String> read = get(key.read(Read.local()));
    assertThat(read.view().outcome()).isEqualTo(Outcome.KEPT);
    SiblingWrite write = get(key.put("violet", read.token(), Write.local()));
    assertThat(get(key.read(Read.local())).value()).contains("violet");
    get(key.remove(write.token(), Write.local()));
    assertThat(get(key.read(Read.local())).view().values()).isEmpty();
    get(key.delete(Write.local()));
    assertThat(get(key.read(Read.local())).result().found()).isEmpty();
  }

  @Test
  void keeps_what_was_put_after_a_delete_from_tokens_of_before() throws Exception {
    SiblingKeyspace<String> keyspace = open("epochs", Resolvers.lww());
    List<SiblingChange<String>> changes = new CopyOnWriteArrayList<>();
    keyspace.watch(changes::add);
    SiblingKey<String> key = keyspace.key("k");
    conflict(key);
    Token read = get(key.read(Read.local())).token();
    Token put = get(key.put("one", read, Write.local())).token();
    get(key.delete(Write.local()));
    conflict(key);

    assertThat(get(key.put("mine", read, Write.local())).result().isAcked()).isTrue();
    get(key.remove(put, Write.local()));
    SiblingRead<String> after = get(key.read(Read.local()));
    assertThat(after.view().siblings().values()).containsExactly("red", "blue", "mine");
    assertThat(after.token().epoch()).isOne();
    await()
        .untilAsserted(
            () ->
                assertThat(changes.get(changes.size() - 1).view().token())
                    .isEqualTo(after.token()));
    assertThat(journal("epochs/k")).hasSizeGreaterThan(1);
    Token next = get(key.put("two", Token.decode(after.token().encode()), Write.local())).token();
    assertThat(get(key.read(Read.local())).view().siblings().values()).containsExactly("two");
    get(key.remove(next, Write.local()));
    assertThat(get(key.read(Read.local())).view().values()).isEmpty();
  }

  @Test
  void refuses_a_token_of_after_a_delete_that_it_has_not_met() throws Exception {
    SiblingKey<String> key = open("ahead", Resolvers.lww()).key("k");
    Token later = get(key.put("one", Token.empty(), Write.local())).token().inEpoch(7);
    SiblingWrite put = get(key.put("two", later, Write.local()));
    assertThat(List.of(put.result(), get(key.remove(later, Write.local()))))
        .allSatisfy(
            result ->
                assertThat(result)
                    .isInstanceOfSatisfying(
                        WriteResult.Rejected.class,
                        r -> assertThat(r.code()).isEqualTo(RejectedCode.TOKEN_AHEAD)));
    assertThat(put.token()).isEqualTo(later);
    assertThat(get(key.read(Read.local())).value()).contains("one");
  }

  @Test
  void shows_all_values_when_the_resolver_throws_and_does_not_ask_it_again() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    Resolver<String> thrower =
        Resolvers.reconcile(
            "thrower",
            1,
            (a, b) -> {
              asked.add(a + b);
              throw new IllegalStateException("no idea");
            });
    SiblingKey<String> key = open("thrower", thrower).key("k");
    conflict(key);
    long before = store.metrics().count(Counter.RESOLVERS_FAILED);
    for (int i = 0; i < 2; i++) {
      SiblingRead<String> read = get(key.read(Read.local()));
      assertThat(read.view().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(read.view().values()).containsExactly("red", "blue");
    }
    assertThat(asked).hasSize(1);
    assertThat(journal("thrower/k"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.failure()).contains("no idea"));
    assertThat(store.metrics().count(Counter.RESOLVERS_FAILED)).isEqualTo(before + 2);
  }

  @Test
  void answers_in_time_when_the_resolver_never_ends() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Resolver<String> stuck =
        Resolvers.reconcile(
            "stuck",
            1,
            (a, b) -> {
              while (never.getCount() > 0) {
                Thread.interrupted();
                LockSupport.parkNanos(1_000_000);
              }
              return a;
            });
    SiblingKeyspace<String> keyspace = open("stuck", stuck);
    for (int i = 0; i < 6; i++) {
      conflict(keyspace.key("k" + i));
      SiblingRead<String> read = get(keyspace.key("k" + i).read(Read.local()));
      assertThat(read.view().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(read.view().values()).containsExactly("red", "blue");
    }
    assertThat(journal("stuck/k0")).hasSize(1);
    never.countDown();
  }

  @Test
  void refuses_a_put_that_adds_a_sibling_beyond_the_cap() throws Exception {
    ConflictSettings<String> two =
        ConflictSettings.onRead(Resolvers.<String>keepAll())
            .with(SiblingOptions.defaults().withCaps(2, 1000));
    SiblingKey<String> key = store.open(Keyspaces.siblings("cap", Codecs.utf8(), two)).key("k");
    conflict(key);
    SiblingWrite third = get(key.put("third", Token.empty(), Write.local()));
    assertThat(third.result())
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> assertThat(r.code()).isEqualTo(RejectedCode.SIBLING_OVERFLOW));
    assertThat(third.token()).isEqualTo(Token.empty());
    assertThat(store.metrics().count(Counter.SIBLINGS_OVERFLOWED)).isPositive();
    assertThat(get(key.put("one", Write.local())).result().isAcked()).isTrue();
  }

  @Test
  void tells_watchers_and_the_journals_observers_of_conflicts() throws Exception {
    SiblingKeyspace<String> keyspace = open("watch", Resolvers.lww());
    List<SiblingChange<String>> changes = new CopyOnWriteArrayList<>();
    List<ConflictEntry> entries = new CopyOnWriteArrayList<>();
    try (Registration journal = store.conflicts(entries::add)) {
      keyspace.watch(changes::add);
      conflict(keyspace.key("k"));
      await()
          .untilAsserted(
              () -> assertThat(changes).anyMatch(change -> change.conflict().isPresent()));
      assertThat(changes.get(changes.size() - 1).view().value()).contains("blue");
      await().untilAsserted(() -> assertThat(entries).hasSize(1));
      assertThat(journal).isNotNull();
    }
  }

  @Test
  void refuses_another_resolver_for_an_open_keyspace() {
    SiblingKeyspace<String> open = open("once", Resolvers.lww());
    assertThat(open("once", Resolvers.lww())).isSameAs(open);
    assertThatThrownBy(() -> open("once", Resolvers.keepAll()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lww")
        .hasMessageContaining("keep-all");
  }
}
