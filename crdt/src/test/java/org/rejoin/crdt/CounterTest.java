package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.MalformedBytesException;

class CounterTest {
  private static final Origin A = new Origin(new ReplicaId(1), Hlc.ofMillis(1));
  private static final Origin B = new Origin(new ReplicaId(-1), Hlc.ofMillis(1));
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  @Test
  void concurrent_increments_add_up() {
    GCounter a = GCounter.empty().edit(A, e -> e.increment().increment(4)).state();
    GCounter b = GCounter.empty().edit(B, e -> e.increment(7)).state();

    assertThat(a.join(b).value()).isEqualTo(12);
    assertThat(b.join(a).join(a).value()).isEqualTo(12);
    assertThat(a.join(b).hasRow(B.replica())).isTrue();
    assertThat(a.hasRow(B.replica())).isFalse();
  }

  @Test
  void a_pn_counter_goes_below_zero_and_back() {
    PNCounter a = PNCounter.empty().edit(A, e -> e.decrement(5).increment(2)).state();
    PNCounter b = PNCounter.empty().edit(B, e -> e.decrement()).state();

    assertThat(a.value()).isEqualTo(-3);
    assertThat(a.join(b).value()).isEqualTo(-4);
    assertThat(a.join(b).edit(B, e -> e.increment(10)).state().value()).isEqualTo(6);
  }

  @Test
  void an_editor_sees_its_own_changes() {
    PNCounter.empty().edit(A, e -> assertThat(e.increment(5).decrement().value()).isEqualTo(4));
  }

  @Test
  void an_editor_is_dead_when_its_edit_ends() {
    AtomicReference<GCounter.Editor> escaped = new AtomicReference<>();
    GCounter.empty().edit(A, escaped::set);

    assertThatThrownBy(() -> escaped.get().increment()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_edit_of_nothing_has_a_bottom_delta_and_the_old_state() {
    GCounter one = GCounter.empty().edit(A, e -> e.increment()).state();

    Edited<GCounter> edited = one.edit(A, e -> e.increment(0));

    assertThat(edited.delta().isBottom()).isTrue();
    assertThat(edited.state()).isSameAs(one);
  }

  @Test
  void overflow_of_the_own_row_fails_the_edit() {
    GCounter full = GCounter.empty().edit(A, e -> e.increment(Long.MAX_VALUE)).state();
    PNCounter level =
        PNCounter.empty()
            .edit(A, e -> e.increment(Long.MAX_VALUE).decrement(Long.MAX_VALUE))
            .state();

    assertThatThrownBy(() -> full.edit(A, e -> e.increment()))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> level.edit(A, e -> e.increment()))
        .isInstanceOf(ArithmeticException.class);
    assertThat(level.edit(B, e -> e.increment()).state().value()).isEqualTo(1);
    assertThat(full.value()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void overflow_of_the_value_fails_the_edit_but_never_a_join() {
    GCounter a = GCounter.empty().edit(A, e -> e.increment(Long.MAX_VALUE)).state();
    GCounter b = GCounter.empty().edit(B, e -> e.increment(Long.MAX_VALUE)).state();
    GCounter both = a.join(b);

    assertThatThrownBy(() -> a.edit(B, e -> e.increment())).isInstanceOf(ArithmeticException.class);
    assertThat(both.valueExact()).isEqualTo(MAX.add(MAX));
    assertThatThrownBy(both::value).isInstanceOf(ArithmeticException.class);
    assertThat(GCounter.TYPE.read(both.toBytes())).isEqualTo(both);
  }

  @Test
  void a_sum_that_fits_is_found_though_its_parts_do_not() {
    PNCounter a = PNCounter.empty().edit(A, e -> e.increment(Long.MAX_VALUE)).state();
    PNCounter b = PNCounter.empty().edit(B, e -> e.increment(Long.MAX_VALUE)).state();
    Origin third = new Origin(new ReplicaId(2), Hlc.ofMillis(1));
    PNCounter c = PNCounter.empty().edit(third, e -> e.decrement(Long.MAX_VALUE)).state();

    assertThat(a.join(b).join(c).value()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void negative_amounts_are_refused() {
    assertThatThrownBy(() -> GCounter.empty().edit(A, e -> e.increment(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> PNCounter.empty().edit(A, e -> e.decrement(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_summary_of_another_type_is_refused() {
    assertThatThrownBy(() -> GCounter.empty().deltaSince(PNCounter.empty().summary()))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> PNCounter.empty().summary().covers(GCounter.empty().summary()))
        .isInstanceOf(IncompatibleTypeException.class);
  }

  @Test
  void hostile_bytes_are_refused_before_they_cost_anything() {
    byte[] hugeCount = {1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
    byte[] emptyRow = {1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0};
    byte[] cellAbove63Bits = {1, 1, 0, 0, 0, 0, 0, 0, 0, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    byte[] otherVersion = {2, 0};

    for (byte[] bytes : new byte[][] {hugeCount, emptyRow, cellAbove63Bits, otherVersion, {}}) {
      assertThatThrownBy(() -> GCounter.TYPE.read(bytes))
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void bytes_are_as_in_the_golden_vector() {
    GCounter g =
        GCounter.empty()
            .edit(A, e -> e.increment(300))
            .state()
            .join(GCounter.empty().edit(B, e -> e.increment()).state());
    PNCounter p = PNCounter.empty().edit(A, e -> e.increment(2).decrement(300)).state();

    assertThat(hex(g.toBytes()))
        .isEqualTo("0102" + "0000000000000001" + "ffffffffffffffff" + "ac0201");
    assertThat(hex(p.toBytes())).isEqualTo("0101" + "0000000000000001" + "02ac02");
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  @Test
  void theIdOfSealedReplicas_countsNothing() {
    Origin nobody = new Origin(new ReplicaId(0), Hlc.ZERO);
    assertThatThrownBy(() -> GCounter.empty().edit(nobody, e -> e.increment()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("replica id 0000000000000000");
  }
}
