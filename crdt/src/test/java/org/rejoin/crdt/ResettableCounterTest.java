package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;

class ResettableCounterTest {
  private final Replica<ResettableCounter, ResettableCounter.Editor> a =
      new Replica<>(ResettableCounter.TYPE, 1);
  private final Replica<ResettableCounter, ResettableCounter.Editor> b =
      new Replica<>(ResettableCounter.TYPE, 2);

  @Test
  void counts_up_and_down_and_editor_sees_its_own_changes() {
    a.edit(
        e -> {
          assertThat(e.increment(5).decrement(7).value()).isEqualTo(-2);
          assertThat(e.reset().value()).isZero();
          assertThat(e.increment().decrement().increment().value()).isEqualTo(1);
        });
    assertThat(a.state().value()).isEqualTo(1);
    b.receive(a.state());
    b.edit(e -> e.decrement(3));
    assertThat(a.receive(b.state()).state()).hasToString("ResettableCounter[-2]");
  }

  @Test
  void reset_undoes_what_it_saw_and_no_more() {
    a.edit(e -> e.increment(5));
    b.receive(a.state());
    b.edit(e -> e.increment(2));
    b.edit(ResettableCounter.Editor::reset);
    assertThat(b.state().value()).isZero();
    var three = a.edit(e -> e.increment(3));
    assertThat(a.receive(b.state()).state().value()).isEqualTo(3);
    assertThat(b.receive(three).state()).isEqualTo(a.state());
  }

  @Test
  void own_reset_leaves_nothing_but_the_context() {
    var first = a.edit(e -> e.increment(5));
    a.edit(ResettableCounter.Editor::reset);
    assertThat(a.state().toBytes()).endsWith(0);
    assertThat(a.receive(first).state().value()).isZero();
    var again = a.edit(e -> e.increment(1));
    assertThat(b.receive(again, first, a.state()).state().value()).isEqualTo(1);
  }

  @Test
  void only_the_owner_replaces_what_others_reset() {
    a.edit(e -> e.increment(5));
    b.receive(a.state());
    b.edit(ResettableCounter.Editor::reset);
    var unseen = a.edit(e -> e.increment(2));
    b.edit(e -> e.increment(1));
    assertThat(b.receive(unseen).state().value()).as("the dot still lives").isEqualTo(3);
    b.edit(ResettableCounter.Editor::reset);
    int before = a.receive(b.state()).state().toBytes().length;
    a.edit(e -> e.increment(1));
    assertThat(a.state().toBytes()).hasSizeLessThanOrEqualTo(before);
    assertThat(b.receive(a.state()).state().value()).isEqualTo(1);
  }

  @Test
  void edit_that_changes_nothing_has_no_delta() {
    a.edit(e -> e.increment(5));
    b.receive(a.state());
    b.edit(ResettableCounter.Editor::reset);
    assertThat(b.edit(ResettableCounter.Editor::reset).isBottom()).isTrue();
    assertThat(b.edit(e -> e.increment(0).decrement(0)).isBottom()).isTrue();
    assertThat(b.edit(e -> e.increment(4).reset()).isBottom()).isTrue();
  }

  @Test
  void delta_of_an_increment_is_small_and_names_one_cell() {
    a.edit(e -> e.increment(5).decrement(300));
    for (long id = 2; id < 20; id++) {
      var other = new Replica<>(ResettableCounter.TYPE, id).receive(a.state());
      other.edit(ResettableCounter.Editor::increment);
      a.receive(other.state());
    }
    assertThat(a.edit(ResettableCounter.Editor::increment).toBytes()).hasSizeLessThan(24);
  }

  @Test
  void overflow_and_negative_amounts_fail_the_edit_before_anything_changed() {
    a.edit(e -> e.increment(Long.MAX_VALUE));
    var before = a.state();
    assertThatThrownBy(() -> a.edit(ResettableCounter.Editor::increment))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> a.edit(e -> e.decrement(5).increment(5)))
        .as("the own sum, though the value would fit")
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> a.edit(e -> e.increment(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> a.edit(e -> e.decrement(Long.MIN_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(a.state()).isEqualTo(before);
    a.edit(ResettableCounter.Editor::reset);
    assertThat(a.edit(e -> e.increment(Long.MAX_VALUE)).value()).isEqualTo(Long.MAX_VALUE);
    b.receive(a.state());
    b.edit(ResettableCounter.Editor::reset);
    a.receive(b.state());
    a.edit(e -> e.increment(Long.MAX_VALUE));
    assertThat(a.state().value()).as("a new life").isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void sum_beyond_a_long_joins_and_can_be_read_exactly_and_reset() {
    a.edit(e -> e.increment(Long.MAX_VALUE));
    b.edit(e -> e.increment(Long.MAX_VALUE));
    var joined = a.receive(b.state()).state();
    assertThatThrownBy(() -> joined.value()).isInstanceOf(ArithmeticException.class);
    assertThat(joined.valueExact())
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.TWO));
    assertThat(joined).hasToString("ResettableCounter[18446744073709551614]");
    assertThatThrownBy(() -> a.edit(ResettableCounter.Editor::increment))
        .isInstanceOf(ArithmeticException.class);
    a.edit(ResettableCounter.Editor::reset);
    assertThat(b.receive(a.state()).state().value()).isZero();
  }

  @Test
  void counts_and_ends_that_only_the_own_id_makes_show_that_it_is_used_twice() {
    a.edit(e -> e.increment(5));
    var twin = new Replica<>(ResettableCounter.TYPE, 1).receive(a.state());
    b.receive(a.state());
    assertThat(showsReuse(b.edit(ResettableCounter.Editor::reset))).as("anybody resets").isFalse();
    assertThat(showsReuse(b.edit(e -> e.increment(5)))).isFalse();
    assertThat(showsReuse(twin.edit(e -> e.increment(5)))).as("counts").isTrue();
    assertThat(showsReuse(twin.edit(ResettableCounter.Editor::reset))).as("an end").isTrue();
  }

  private boolean showsReuse(ResettableCounter delta) {
    var novelty = a.state().join(delta, JoinReport.none()).novelty();
    return novelty.showsReuseOf(a.id(), a.state());
  }

  @Test
  void editor_is_dead_after_its_edit() {
    List<ResettableCounter.Editor> kept = new ArrayList<>();
    a.edit(e -> kept.add(e.increment()));
    assertThatThrownBy(() -> kept.get(0).increment()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get(0).reset()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void map_of_counters_reads_like_a_map_and_hides_removed_keys() {
    var one = new Replica<>(States.COUNTS, 1);
    var two = new Replica<>(States.COUNTS, 2);
    one.edit(e -> e.increment("b", 3).increment("a").decrement("c", 4).increment("c", 4));
    two.receive(one.state());
    assertThat(two.state().entries()).hasToString("{a=1, b=3, c=0}").containsEntry("b", 3L);
    assertThat(two.state().entries().get("d")).isNull();
    assertThat(two.state().contains("c")).as("counted, though it is zero").isTrue();
    two.edit(e -> assertThat(e.remove("b").get("b")).isZero());
    two.edit(e -> e.remove("c").remove("d"));
    assertThat(two.state().entries()).hasToString("{a=1}").hasSize(1);
    assertThat(two.state().size()).isEqualTo(1);
    assertThat(two.state().contains("b")).isFalse();
    assertThat(two.state().counter("b")).isEmpty();
    assertThat(two.state().counter("a").orElseThrow().value()).isEqualTo(1);
    assertThat(two.state().entries().keySet().contains("b")).isFalse();
    two.edit(e -> assertThat(e.clear().get("a")).isZero());
    assertThat(two.state().entries()).isEmpty();
    assertThat(one.receive(two.state()).state().size()).isZero();
    one.edit(e -> e.increment("a").increment("b").increment("c").clear());
    assertThat(one.state().toBytes()).as("nothing is left with the owner").endsWith(0);
  }

  @Test
  void key_of_a_map_whose_counter_is_zeroed_is_not_there() {
    var type = ORMap.type(Codecs.utf8(), ORMap.type(Codecs.utf8(), ResettableCounter.TYPE));
    var one = new Replica<>(type, 1);
    var two = new Replica<>(type, 2);
    one.edit(e -> e.at("k", m -> m.at("l", c -> c.increment(3)).touch("m")));
    two.receive(one.state());
    two.edit(e -> e.at("k", m -> assertThat(m.remove("l").contains("l")).isFalse()));
    assertThat(two.state()).hasToString("ORMap{k=ORMap{m=ResettableCounter[0]}}");
    two.edit(e -> assertThat(e.remove("k").contains("k")).isFalse());
    assertThat(two.state().size()).isZero();
    assertThat(two.state().keys()).isEmpty();
    assertThat(two.state().get("k")).isEmpty();
    assertThat(two.state().toBytes().length).as("the zeroed leaf").isGreaterThan(20);
    one.edit(e -> e.at("k", m -> m.at("l", c -> c.increment(4))));
    assertThat(two.receive(one.state()).state())
        .hasToString("ORMap{k=ORMap{l=ResettableCounter[4]}}");
    one.receive(two.state());
    one.edit(ORMap.Editor::clear);
    assertThat(one.state().toBytes()).as("its owner drops it").endsWith(0);
  }
}
