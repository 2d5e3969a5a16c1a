package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

class WriteBackTest {
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Hlc LIMIT = Hlc.ofMillis(100);
  private static final Resolver<String> LONGEST =
      Resolvers.reconcile("longest", 2, (a, b) -> a.length() > b.length() ? a : b);
  private static final ConflictSettings<String> SETTINGS =
      ConflictSettings.writeBack(LONGEST, DELAY);

  private static Origin origin(long replica, long millis) {
    return new Origin(new ReplicaId(replica), Hlc.ofMillis(millis));
  }

  private static SiblingRegister<String> put(long replica, long millis, String value) {
    return SiblingRegister.empty(Codecs.utf8())
        .edit(origin(replica, millis), e -> e.put(value))
        .state();
  }

  private static Agreement<String> alone(ConflictSettings<String> settings) {
    return settings.agree(List.of());
  }

  private static Optional<WriteBack> decide(SiblingRegister<String> register) {
    return SETTINGS.writeBack(register.resolve(LONGEST, LIMIT), alone(SETTINGS), true, DELAY);
  }

  private static SiblingRegister<String> write(SiblingRegister<String> register, long home) {
    WriteBack result = decide(register).orElseThrow();
    return register.edit(origin(home, 99), e -> e.writeBack(result)).state();
  }

  @Test
  void a_winner_keeps_its_stamp_and_writer() {
    SiblingRegister<String> after = write(put(1, 5, "winner").join(put(2, 9, "late")), 3);

    assertThat(after.siblings().all())
        .containsExactly(new Sibling<>("winner", Hlc.ofMillis(5), new ReplicaId(1)));
    assertThat(after.join(put(2, 9, "late")).siblings().size()).isOne();
    assertThat(SiblingRegister.type(Codecs.utf8()).read(after.toBytes())).isEqualTo(after);
  }

  @Test
  void a_merged_value_gets_the_top_stamp() {
    ConflictSettings<String> joining =
        ConflictSettings.writeBack(Resolvers.reconcile("join", 1, (a, b) -> a + b), DELAY);
    SiblingRegister<String> both = put(1, 5, "a").join(put(2, 9, "b"));
    WriteBack result =
        joining
            .writeBack(both.resolve(joining.resolver(), LIMIT), alone(joining), true, DELAY)
            .orElseThrow();

    assertThat(result.stamp()).contains(Hlc.ofMillis(9));
    assertThat(result).hasToString("write 3B@9.0 for " + both.token());
    assertThat(
            both.edit(origin(3, 99), e -> e.writeBack(result)).state().siblings().first().writer())
        .isEqualTo(new ReplicaId(2));
  }

  @Test
  void nothing_is_written_unless_everything_speaks_for_it() {
    SiblingRegister<String> both = put(1, 5, "a").join(put(2, 9, "bb"));
    Resolved<String> view = both.resolve(LONGEST, LIMIT);
    ConflictSettings<String> onRead = ConflictSettings.onRead(LONGEST);
    Agreement<String> differing =
        SETTINGS.agree(
            List.of(new ResolverOffer(ConflictMode.WRITE_BACK, "longest", List.of(2, 3))));

    assertThat(decide(both)).isPresent();
    assertThat(SETTINGS.writeBack(view, alone(SETTINGS), false, DELAY)).isEmpty();
    assertThat(SETTINGS.writeBack(view, alone(SETTINGS), true, DELAY.minusNanos(1))).isEmpty();
    assertThat(SETTINGS.writeBack(view, differing, true, DELAY)).isEmpty();
    assertThat(onRead.writeBack(view, alone(onRead), true, DELAY)).isEmpty();
    assertThat(SETTINGS.writeBack(both.resolve(Resolvers.lww()), alone(SETTINGS), true, DELAY))
        .isEmpty();
    assertThat(decide(put(1, 5, "a"))).isEmpty();
    assertThat(decide(put(1, 5, "same").join(put(2, 9, "same")))).isEmpty();
  }

  @Test
  void it_waits_for_clocks_that_are_ahead() {
    SiblingRegister<String> both = put(1, 5, "a").join(put(2, 101, "bb"));

    assertThat(decide(both)).isEmpty();
    assertThat(
            SETTINGS.writeBack(
                both.resolve(LONGEST, Hlc.ofMillis(101)), alone(SETTINGS), true, DELAY))
        .isPresent();
  }

  @Test
  void a_removal_is_written_back_and_a_failure_is_not() {
    SiblingRegister<String> both = put(1, 5, "a").join(put(2, 9, "bb"));
    ConflictSettings<String> none =
        ConflictSettings.writeBack(
            Resolvers.of(new ResolverId("none", 1), s -> Resolution.delete()), Duration.ZERO);
    ConflictSettings<String> keeping =
        ConflictSettings.writeBack(Resolvers.keepAll(), Duration.ZERO);
    WriteBack removal =
        none.writeBack(both.resolve(none.resolver()), alone(none), true, DELAY).orElseThrow();

    assertThat(removal.value()).isEmpty();
    assertThat(both.edit(origin(3, 99), e -> e.writeBack(removal)).state().siblings().isEmpty())
        .isTrue();
    assertThat(keeping.writeBack(both.resolve(keeping.resolver()), alone(keeping), true, DELAY))
        .isEmpty();
  }

  @Test
  void a_result_is_dropped_in_another_delete_epoch() {
    SiblingRegister<String> both = put(1, 5, "aaa").join(put(2, 9, "b"));
    WriteBack result = decide(both).orElseThrow();

    assertThat(both.edit(origin(3, 99), e -> e.inEpoch(1).writeBack(result)).delta().isBottom())
        .isTrue();
  }

  @Test
  void a_result_is_dropped_if_one_of_its_siblings_is_gone() {
    SiblingRegister<String> both = put(1, 5, "aaa").join(put(2, 9, "b"));
    WriteBack result = decide(both).orElseThrow();
    SiblingRegister<String> changed =
        both.join(put(1, 5, "aaa").edit(origin(1, 20), e -> e.put("c")).delta());

    Edited<SiblingRegister<String>> edited = changed.edit(origin(3, 99), e -> e.writeBack(result));

    assertThat(edited.delta().isBottom()).isTrue();
    assertThat(edited.state().siblings().values()).containsExactly("b", "c");
  }

  @Test
  void two_nodes_that_both_write_back_for_100_rounds_end_with_one_value() {
    SiblingRegister<String> a = SiblingRegister.empty(Codecs.utf8());
    SiblingRegister<String> b = a;
    for (int i = 1; i <= 100; i++) {
      String value = "x".repeat(i);
      a = a.edit(origin(1, i % 90), e -> e.put(value)).state();
      b = b.edit(origin(2, i % 90), e -> e.put(value + "y")).state();
      SiblingRegister<String> joined = a.join(b);
      assertThat(joined.siblings().size()).isLessThanOrEqualTo(2);
      a = write(joined, 1);
      b = write(joined, 2);
      assertThat(a.join(b).siblings().values()).containsExactly(value + "y");
      assertThat(decide(a.join(b))).isEmpty();
    }
    assertThat(a.join(b).siblings().size()).isOne();
    assertThat(a.join(b).toBytes().length).isLessThan(400);
  }

  @Test
  void members_agree_on_the_newest_version_that_all_have() {
    ConflictSettings<String> settings =
        ConflictSettings.writeBack(LONGEST, DELAY)
            .alsoKnowing(Resolvers.reconcile("longest", 1, (a, b) -> a));
    ResolverOffer older = new ResolverOffer(ConflictMode.WRITE_BACK, "longest", List.of(1));
    ResolverOffer newer = new ResolverOffer(ConflictMode.WRITE_BACK, "longest", List.of(2, 7));
    ResolverOffer other = new ResolverOffer(ConflictMode.WRITE_BACK, "shortest", List.of(1, 2));
    ResolverOffer reading = new ResolverOffer(ConflictMode.ON_READ, "longest", List.of(2));

    assertThat(settings.offer().versions()).containsExactly(1, 2);
    assertThat(settings.agree(List.of(settings.offer())).kind())
        .isEqualTo(Agreement.Kind.UNANIMOUS);
    assertThat(settings.agree(List.of(older)).resolver().version()).isEqualTo(1);
    assertThat(settings.agree(List.of(older)).kind()).isEqualTo(Agreement.Kind.COMMON);
    assertThat(settings.agree(List.of(newer)).resolver()).isEqualTo(LONGEST);
    assertThat(settings.agree(List.of(newer)).isUnanimous()).isFalse();
    assertThat(settings.agree(List.of(reading)).isUnanimous()).isFalse();
    assertThat(settings.agree(List.of(older, newer)).kind()).isEqualTo(Agreement.Kind.NONE);
    assertThat(settings.agree(List.of(other)).resolver().name()).isEqualTo("keep-all");
  }

  @Test
  void unfit_settings_are_refused() {
    assertThatThrownBy(() -> SETTINGS.alsoKnowing(Resolvers.lww()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lww/1 cannot stand in for longest/2");
    assertThatThrownBy(() -> SETTINGS.alsoKnowing(LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConflictSettings.writeBack(LONGEST, DELAY.negated()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConflictSettings.lattice(LONGEST).siblingType(Codecs.utf8()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SETTINGS.latticeType(Codecs.utf8()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new ResolverId("two words", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_offer_survives_its_bytes() {
    ResolverOffer offer = new ResolverOffer(ConflictMode.LATTICE, "longest", List.of(1, 4));
    CanonicalOut out = new CanonicalOut();
    offer.write(out);

    assertThat(ResolverOffer.read(new CanonicalIn(out.toByteArray()))).isEqualTo(offer);
    byte[] unsorted = out.toByteArray();
    unsorted[unsorted.length - 1] = 0;
    assertThatThrownBy(() -> ResolverOffer.read(new CanonicalIn(unsorted)))
        .isInstanceOf(MalformedBytesException.class);
  }
}
