package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Caps, drift and bases of siblings. */
class SiblingCapTest {
  private static final SiblingOptions THREE = SiblingOptions.defaults().withCaps(3, 20);

  private static SiblingRegister<String> empty(SiblingOptions options) {
    return SiblingRegister.type(Codecs.utf8(), options).bottom();
  }

  private static Origin origin(long replica, long millis) {
    return new Origin(new ReplicaId(replica), Hlc.ofMillis(millis));
  }

  private static SiblingRegister<String> add(SiblingRegister<String> register, String value) {
    return register.edit(origin(1, 1), e -> e.put(value, Token.empty())).state();
  }

  @Test
  void a_put_that_adds_a_sibling_beyond_the_cap_is_refused() {
    SiblingRegister<String> full = add(add(add(empty(THREE), "a"), "b"), "c");

    assertThatThrownBy(() -> add(full, "d"))
        .isInstanceOfSatisfying(
            SiblingOverflowException.class,
            e -> assertThat(e.overflow()).isEqualTo(new SiblingOverflow(4, 8, 3, 20)))
        .hasMessageContaining("4 siblings of 8 bytes, at most 3 of 20 bytes");
    assertThat(full.overflow()).isEmpty();
    assertThat(full.edit(origin(1, 2), e -> e.put("d", full.token())).state().siblings().values())
        .containsExactly("d");
    assertThat(full.edit(origin(1, 2), e -> e.put("d")).state().siblings().size()).isOne();
  }

  @Test
  void so_is_one_that_adds_too_many_bytes() {
    SiblingRegister<String> one = add(empty(THREE), "0123456789");

    assertThatThrownBy(() -> add(one, "0123456789"))
        .isInstanceOf(SiblingOverflowException.class)
        .hasMessageContaining("2 siblings of 22 bytes");
    assertThat(add(empty(THREE), "x".repeat(100)).overflow()).isEmpty();
  }

  @Test
  void joins_pass_and_tell() {
    SiblingRegister<String> full = add(add(add(empty(THREE), "a"), "b"), "c");
    SiblingRegister<String> more =
        full.join(empty(THREE).edit(origin(2, 1), e -> e.put("d")).delta());

    assertThat(more.siblings().size()).isEqualTo(4);
    assertThat(more.overflow()).contains(new SiblingOverflow(4, 8, 3, 20));
    assertThatThrownBy(() -> add(more, "e")).isInstanceOf(SiblingOverflowException.class);
  }

  @Test
  void a_refused_put_within_an_edit_changes_nothing() {
    SiblingRegister<String> full = add(add(add(empty(THREE), "a"), "b"), "c");

    assertThat(
            full.edit(
                    origin(1, 2),
                    e -> {
                      assertThatThrownBy(() -> e.put("d", Token.empty()))
                          .isInstanceOf(SiblingOverflowException.class);
                    })
                .delta()
                .isBottom())
        .isTrue();
  }

  @Test
  void versions_ahead_of_the_clock_are_marked_and_rank_last() {
    SiblingRegister<String> both =
        add(empty(THREE), "now")
            .join(empty(THREE).edit(origin(2, 90_000), e -> e.put("tomorrow")).state());
    Resolved<String> before = both.resolve(Resolvers.lww(), Hlc.ofMillis(89_999));

    assertThat(before.value()).contains("now");
    assertThat(before.siblings().isAhead()).isTrue();
    assertThat(before.siblings().last().isAhead()).isTrue();
    assertThat(before.siblings().first().isAhead()).isFalse();
    assertThat(both.resolve(Resolvers.lww(), Hlc.ofMillis(90_000)).value()).contains("tomorrow");
    assertThat(both.resolve(Resolvers.lww()).value()).contains("tomorrow");
    assertThat(both.resolve(Resolvers.lww(), Hlc.ZERO).value()).contains("tomorrow");
  }

  @Test
  void a_version_knows_what_it_replaced_if_that_was_one_value() {
    SiblingOptions bases = SiblingOptions.defaults().withBases();
    SiblingRegister<String> base = empty(bases).edit(origin(1, 1), e -> e.put("base")).state();
    SiblingRegister<String> left = base.edit(origin(1, 2), e -> e.put("left")).state();
    SiblingRegister<String> right =
        base.edit(origin(2, 3), e -> e.put("right", e.put("draft"))).state();
    SiblingRegister<String> both = left.join(right);

    assertThat(base.siblings().first().base()).isEmpty();
    assertThat(both.siblings().all()).allMatch(s -> s.base().equals(Optional.of("base")));
    assertThat(both.edit(origin(1, 4), e -> e.put("x")).state().siblings().first().base())
        .isEmpty();
    assertThat(both.type().tag()).isEqualTo("siblings/2<utf8,bases>");
    assertThat(both.type().read(both.toBytes())).isEqualTo(both);
    assertThatThrownBy(() -> empty(SiblingOptions.defaults()).type().read(left.toBytes()))
        .isInstanceOf(MalformedBytesException.class);
  }
}
