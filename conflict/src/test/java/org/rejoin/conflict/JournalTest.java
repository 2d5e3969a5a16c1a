package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rejoin.conflict.ConflictEntry.SeenVersion;
import org.rejoin.conflict.Resolved.Outcome;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.laws.CheckSuite;

/** The journal, and the reader that fills it. */
class JournalTest {
  private static final Bytes KEY = Bytes.of(new byte[] {1, 2});
  private static final Hlc LIMIT = Hlc.ofMillis(1_000);
  private static final HashSuite SUITE = CheckSuite.ONE;

  private final BoundedJournal journal = new BoundedJournal(10, 10_000);
  private final ConflictReader reader = new ConflictReader(SUITE, journal);

  private static SiblingRegister<String> put(long replica, long millis, String value) {
    return SiblingRegister.empty(Codecs.utf8())
        .edit(new Origin(new ReplicaId(replica), Hlc.ofMillis(millis)), e -> e.put(value))
        .state();
  }

  private static SiblingRegister<String> conflict(int number) {
    return put(10 + number, 1, "a" + number).join(put(2, 2, "b" + number + "x".repeat(number)));
  }

  private static Bytes bytes(String value) {
    return Bytes.wrap(Codecs.utf8().encode(value));
  }

  private ConflictEntry only() {
    assertThat(journal.size()).isOne();
    return journal.read(0, 10).entries().get(0);
  }

  @Test
  void losers_are_found_with_their_bytes() {
    reader.read(KEY, 0, put(1, 1, "a").join(put(2, 2, "b")), Resolvers.lww(), LIMIT);

    ConflictEntry entry = only();
    assertThat(entry.key()).isEqualTo(KEY);
    assertThat(entry.resolver()).isEqualTo(new ResolverId("lww", 1));
    assertThat(entry.outcome()).isEqualTo(Outcome.RESOLVED);
    assertThat(entry.result()).isEqualTo(bytes("b"));
    assertThat(entry.losers())
        .containsExactly(
            new SeenVersion(Hlc.ofMillis(1), new ReplicaId(1), bytes("a"), false, true));
    assertThat(entry.versions()).hasSize(2);
  }

  @Test
  void the_same_conflict_is_the_same_single_entry_everywhere() {
    BoundedJournal elsewhere = new BoundedJournal(5, 5_000);
    SiblingRegister<String> a = put(1, 1, "a");
    SiblingRegister<String> b = put(2, 2, "b");
    new ConflictReader(SUITE, elsewhere).read(KEY, 0, b.join(a), Resolvers.lww(), LIMIT);
    reader.read(KEY, 0, a.join(b), Resolvers.lww(), LIMIT);
    reader.read(KEY, 0, a.join(b), Resolvers.lww(), LIMIT);

    assertThat(elsewhere.read(0, 10).entries()).containsExactly(only());
    reader.read(KEY, 0, a.join(b), Resolvers.keepAll(), LIMIT);
    reader.read(Bytes.of(new byte[] {9}), 0, a.join(b), Resolvers.lww(), LIMIT);
    reader.read(KEY, 0, a.join(b).join(put(3, 3, "c")), Resolvers.lww(), LIMIT);
    assertThat(journal.size()).isEqualTo(4);
  }

  @Test
  void the_same_dots_after_a_delete_are_another_conflict() {
    AtomicInteger calls = new AtomicInteger();
    Resolver<String> failing =
        Resolvers.of(
            new ResolverId("failing", 1),
            siblings -> {
              throw new IllegalStateException("call " + calls.incrementAndGet());
            });
    Resolved<String> before = reader.read(KEY, 0, conflict(1), failing, LIMIT);
    Resolved<String> after = reader.read(KEY, 1, conflict(1), failing, LIMIT);

    assertThat(calls).hasValue(2);
    assertThat(journal.size()).isEqualTo(2);
    assertThat(after.token()).isEqualTo(before.token().inEpoch(1)).isNotEqualTo(before.token());
  }

  @Test
  void what_is_no_conflict_is_not_journaled() {
    reader.read(KEY, 0, put(1, 1, "a"), Resolvers.lww(), LIMIT);
    reader.read(KEY, 0, put(1, 1, "a").join(put(2, 2, "a")), Resolvers.lww(), LIMIT);
    reader.read(KEY, 0, SiblingRegister.empty(Codecs.utf8()), Resolvers.lww(), LIMIT);

    assertThat(journal.size()).isZero();
  }

  @Test
  void kept_and_deleted_siblings_are_told_apart() {
    Resolver<String> none = Resolvers.of(new ResolverId("none", 1), s -> Resolution.delete());
    reader.read(KEY, 0, conflict(1), Resolvers.keepAll(), LIMIT);
    reader.read(KEY, 0, conflict(1), none, LIMIT);

    assertThat(journal.read(0, 10).entries())
        .extracting(entry -> entry.losers().size())
        .containsExactly(0, 2);
  }

  @Test
  void a_version_ahead_of_the_clock_is_journaled_even_alone() {
    reader.read(KEY, 0, put(1, 1_001, "tomorrow"), Resolvers.lww(), LIMIT);

    assertThat(only().outcome()).isEqualTo(Outcome.UNCONTESTED);
    assertThat(only().versions().get(0).isAhead()).isTrue();
    assertThat(only().losers()).isEmpty();
  }

  @Test
  void a_resolver_that_failed_is_not_asked_again_on_the_same_siblings() {
    AtomicInteger calls = new AtomicInteger();
    Resolver<String> failing =
        Resolvers.reconcile(
            "failing",
            1,
            (a, b) -> {
              calls.incrementAndGet();
              throw new IllegalStateException("no");
            });

    Resolved<String> first = reader.read(KEY, 0, conflict(1), failing, LIMIT);
    Resolved<String> second = reader.read(KEY, 0, conflict(1), failing, LIMIT);

    assertThat(calls).hasValue(1);
    assertThat(first.values()).containsExactly("a1", "b1x").isEqualTo(second.values());
    assertThat(second.isFailed()).isTrue();
    assertThat(second.failure().orElseThrow()).hasMessageContaining("no");
    assertThat(only().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(only().failure()).contains("no");
    assertThat(reader.failed()).isOne();
    reader.read(KEY, 0, conflict(2), failing, LIMIT);
    assertThat(calls).hasValue(2);
  }

  @Test
  void a_journal_that_throws_harms_no_read() {
    ConflictJournal broken =
        new ConflictJournal() {
          @Override
          public void append(ConflictEntry entry) {
            throw new IllegalStateException("disk full");
          }

          @Override
          public Page read(long position, int maxEntries) {
            return ConflictJournal.none().read(position, maxEntries);
          }

          @Override
          public long dropped() {
            return 0;
          }
        };
    ConflictReader guarded = new ConflictReader(SUITE, broken);

    assertThat(guarded.read(KEY, 0, conflict(1), Resolvers.lww(), LIMIT).value()).contains("b1x");
    assertThat(guarded.unjournaled()).isOne();
  }

  @Test
  void a_bounded_journal_drops_the_oldest_and_counts() {
    BoundedJournal three = new BoundedJournal(3, 100_000);
    ConflictReader small = new ConflictReader(SUITE, three);
    for (int i = 0; i < 5; i++) {
      small.read(KEY, 0, conflict(i), Resolvers.lww(), LIMIT);
    }

    assertThat(three.size()).isEqualTo(3);
    assertThat(three.dropped()).isEqualTo(2);
    ConflictJournal.Page page = three.read(0, 2);
    assertThat(page.missed()).isEqualTo(2);
    assertThat(page.entries())
        .extracting(ConflictEntry::result)
        .containsExactly(bytes("b2xx"), bytes("b3xxx"));
    ConflictJournal.Page rest = three.read(page.next(), 2);
    assertThat(rest.missed()).isZero();
    assertThat(rest.entries()).extracting(ConflictEntry::result).containsExactly(bytes("b4xxxx"));
    assertThat(three.read(rest.next(), 2))
        .isEqualTo(new ConflictJournal.Page(List.of(), rest.next(), 0));
  }

  @Test
  void bytes_are_bounded_too() {
    BoundedJournal small = new BoundedJournal(100, 700);
    for (int i = 0; i < 5; i++) {
      new ConflictReader(SUITE, small).read(KEY, 0, conflict(i), Resolvers.lww(), LIMIT);
    }
    new ConflictReader(SUITE, small).read(KEY, 0, conflict(900), Resolvers.lww(), LIMIT);

    assertThat(small.size()).isZero();
    assertThat(small.dropped()).isEqualTo(6);
    assertThatThrownBy(() -> small.read(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BoundedJournal(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ConflictJournal.none().read(7, 1).next()).isEqualTo(7);
  }
}
