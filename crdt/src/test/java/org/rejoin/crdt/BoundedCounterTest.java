package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class BoundedCounterTest {
  private static final CrdtType<BoundedCounter> STOCK = BoundedCounter.atLeast(0);
  private static final CrdtType<BoundedCounter> SEATS = BoundedCounter.atMost(100);

  private final Replica<BoundedCounter, BoundedCounter.Editor> a = new Replica<>(STOCK, 1);
  private final Replica<BoundedCounter, BoundedCounter.Editor> b = new Replica<>(STOCK, 2);
  private final Replica<BoundedCounter, BoundedCounter.Editor> c = new Replica<>(STOCK, 3);

  @Test
  void who_increments_may_decrement_and_nobody_else() {
    a.edit(e -> e.increment(10));
    b.receive(a.state());

    assertThat(a.state().rights(a.id())).isEqualTo(10);
    assertThat(b.state().value()).isEqualTo(10);
    assertThatThrownBy(() -> b.edit(e -> e.decrement(1)))
        .isInstanceOf(InsufficientRightsException.class)
        .hasMessageContaining(b.id() + " has rights for 0 and needs 1");
    a.edit(e -> assertThat(e.decrement(10).value()).isZero());
    assertThatThrownBy(() -> a.edit(e -> e.decrement(1)))
        .isInstanceOfSatisfying(
            InsufficientRightsException.class,
            e -> {
              assertThat(e.have()).isZero();
              assertThat(e.need()).isEqualTo(1);
            });
  }

  @Test
  void a_call_that_lacks_rights_changes_nothing() {
    a.edit(e -> e.increment(3));
    BoundedCounter before = a.state();

    a.edit(
        e -> {
          assertThatThrownBy(() -> e.decrement(4)).isInstanceOf(InsufficientRightsException.class);
          assertThatThrownBy(() -> e.transfer(b.id(), 4))
              .isInstanceOf(InsufficientRightsException.class);
          assertThat(e.rights()).isEqualTo(3);
          assertThat(e.value()).isEqualTo(3);
        });

    assertThat(a.state()).isSameAs(before);
  }

  @Test
  void rights_can_be_given_and_given_on() {
    a.edit(e -> e.increment(10).transfer(b.id(), 6));
    assertThat(a.state().rights(a.id())).isEqualTo(4);
    b.receive(a.state());
    b.edit(e -> e.transfer(c.id(), 5).decrement(1));
    c.receive(b.state());
    c.edit(e -> e.decrement(3).transfer(a.id(), 2));

    assertThat(c.state().value()).isEqualTo(6);
    assertThat(c.state().rights()).isEqualTo(Map.of(a.id(), 6L, b.id(), 0L, c.id(), 0L));
    assertThat(a.receive(c.state()).state().rights(a.id())).isEqualTo(6);
  }

  @Test
  void a_transfer_counts_once_however_often_it_comes() {
    a.edit(e -> e.increment(10));
    BoundedCounter first = a.edit(e -> e.transfer(b.id(), 2));
    BoundedCounter second = a.edit(e -> e.transfer(b.id(), 3));

    b.receive(second, first, second, first);

    assertThat(b.state().rights(b.id())).isEqualTo(5);
    assertThat(b.edit(e -> e.transfer(a.id(), 0)).isBottom()).isTrue();
  }

  @Test
  void an_upper_bound_is_the_mirror() {
    var x = new Replica<>(SEATS, 1);
    assertThat(x.state().value()).isEqualTo(100);
    assertThatThrownBy(() -> x.edit(e -> e.increment(1)))
        .isInstanceOf(InsufficientRightsException.class);

    x.edit(e -> e.decrement(100));
    x.edit(e -> e.increment(40));

    assertThat(x.state().value()).isEqualTo(40);
    assertThat(x.state().rights(x.id())).isEqualTo(60);
    assertThat(x.state()).hasToString("BoundedCounter[max=100]{0000000000000001: +100 -40}");
    assertThatThrownBy(() -> x.state().join(STOCK.bottom()))
        .isInstanceOf(IncompatibleTypeException.class);
  }

  @Test
  void what_is_seen_in_part_never_shows_beyond_the_bound() {
    a.edit(e -> e.increment(5));
    BoundedCounter spend = a.edit(e -> e.decrement(4));

    assertThat(b.receive(spend).state().value()).isZero();
    assertThat(b.state().rights(a.id())).isZero();
    b.edit(e -> assertThat(e.increment(2).value()).isZero());
    assertThat(b.receive(a.state()).state().value()).isEqualTo(3);
  }

  @Test
  void overflow_fails_the_edit_but_never_a_join() {
    a.edit(e -> e.increment(Long.MAX_VALUE));
    BoundedCounter full = a.state();

    assertThatThrownBy(() -> a.edit(e -> e.increment(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> b.receive(full).edit(e -> e.increment(1)))
        .isInstanceOf(ArithmeticException.class);
    c.edit(e -> e.increment(7));
    BoundedCounter beyond = c.receive(full).state();
    assertThatThrownBy(beyond::value).isInstanceOf(ArithmeticException.class);
    assertThat(beyond.valueExact())
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(7)));
    assertThat(c.edit(e -> e.decrement(7)).isBottom()).isFalse();
    assertThat(c.state().value()).isEqualTo(Long.MAX_VALUE);
    a.edit(e -> e.transfer(b.id(), Long.MAX_VALUE));
    c.receive(a.state()).edit(e -> e.increment(0));
    assertThat(c.state().rights(b.id())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void amounts_and_receivers_are_checked() {
    assertThatThrownBy(() -> a.edit(e -> e.decrement(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> a.edit(e -> e.transfer(b.id(), -1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.edit(e -> e.increment(1).transfer(a.id(), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(a.id().toString());
  }

  @Test
  void only_what_the_replica_itself_wrote_shows_its_reuse() {
    a.edit(e -> e.increment(5));
    BoundedCounter given = a.edit(e -> e.transfer(b.id(), 2));

    assertThat(given.showsReuseOf(a.id(), STOCK.bottom())).isTrue();
    assertThat(given.showsReuseOf(b.id(), STOCK.bottom())).isFalse();
  }

  @Test
  void rights_that_no_counter_writes_are_refused() {
    refused(out -> head(out, 2).writeVarLong(1).writeVarLong(0).writeVarLong(0).writeVarLong(0));
    refused(out -> transfers(out, 2).writeVarInt(0).writeVarInt(0).writeVarLong(1));
    refused(out -> transfers(out, 1).writeVarInt(0).writeVarInt(1).writeVarLong(0));
    refused(out -> transfers(out, 1).writeVarInt(0).writeVarInt(2).writeVarLong(1));
    refused(out -> transfers(out, 1).writeVarInt(0).writeVarInt(1).writeVarLong(-1));
    refused(
        out -> {
          transfers(out, 2).writeVarInt(1).writeVarInt(0).writeVarLong(1);
          out.writeVarInt(0).writeVarInt(1).writeVarLong(1);
        });
    refused(out -> out.writeByte(1).writeVarInt(0).writeVarInt(1).writeVarLong(0).writeVarLong(1));
  }

  private static CanonicalOut head(CanonicalOut out, int ids) {
    out.writeByte(1).writeVarInt(ids);
    for (int id = 1; id <= ids; id++) {
      out.writeFixedLong(id);
    }
    return out;
  }

  private static CanonicalOut transfers(CanonicalOut out, int count) {
    head(out, 2).writeVarLong(9).writeVarLong(0).writeVarLong(0).writeVarLong(0);
    return out.writeVarInt(count);
  }

  private static void refused(Consumer<CanonicalOut> writer) {
    CanonicalOut out = new CanonicalOut();
    writer.accept(out);
    assertThatThrownBy(() -> STOCK.read(out.toByteArray()))
        .isInstanceOf(MalformedBytesException.class);
  }
}
