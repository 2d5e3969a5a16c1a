package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTest {
  @Test
  void parts_fit_and_join_to_the_whole_in_any_order() {
    var a = new Replica<>(States.VALUES, 1);
    var b = new Replica<>(States.VALUES, 2);
    for (int i = 0; i < 300; i++) {
      int number = i;
      a.edit(e -> e.put("key " + number, "value " + number));
      b.edit(e -> e.put("key " + number * 3, "other").remove("key " + number));
    }
    var whole = a.receive(b.state()).state();
    for (int maxBytes : new int[] {64, 100, 1000, 5000, 1_000_000}) {
      var parts = new java.util.ArrayList<>(Chunks.split(whole, maxBytes));
      assertThat(parts).allMatch(part -> part.toBytes().length <= maxBytes);
      assertThat(parts).noneMatch(Crdt::isBottom);
      Collections.shuffle(parts, new Random(maxBytes));
      assertThat(parts.stream().reduce(States.VALUES.bottom(), Crdt::join)).isEqualTo(whole);
    }
    assertThat(Chunks.split(whole, 5000)).hasSizeLessThan(2 * whole.toBytes().length / 5000 + 2);
  }

  @Test
  void long_dead_past_takes_one_chunk() {
    var set = new Replica<>(States.SET, 1);
    for (int i = 0; i < 5000; i++) {
      set.edit(e -> e.add("x"));
    }
    assertThat(Chunks.split(set.state(), Chunks.MIN_BYTES)).containsExactly(set.state());
  }

  @Test
  void single_leaf_above_the_limit_goes_alone() {
    var register = new Replica<>(States.REGISTER, 1);
    register.edit(e -> e.set("small"));
    register.edit(e -> e.set("x".repeat(500)));
    var parts = Chunks.split(register.state(), 100);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).toBytes()).hasSizeLessThan(100);
    assertThat(parts.get(1).toBytes()).hasSizeGreaterThan(500);
    assertThat(parts.get(0).join(parts.get(1))).isEqualTo(register.state());
  }

  @Test
  void types_off_the_kernel_are_cut_too() {
    var counter = new Replica<>(GCounter.TYPE, 1);
    for (long id = 2; id < 60; id++) {
      var other = new Replica<>(GCounter.TYPE, id);
      other.edit(e -> e.increment(5));
      counter.receive(other.state());
    }
    var parts = Chunks.split(counter.state(), 100);
    assertThat(parts).hasSizeGreaterThan(5).allMatch(part -> part.toBytes().length <= 100);
    assertThat(parts.stream().reduce(GCounter.TYPE.bottom(), Crdt::join))
        .isEqualTo(counter.state());
  }

  @Test
  void bottom_has_no_chunks_and_tiny_frames_are_refused() {
    assertThat(Chunks.split(States.SET.bottom(), 100)).isEqualTo(List.of());
    assertThatThrownBy(() -> Chunks.split(States.SET.bottom(), 63))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_state_of_two_dots_or_more_falls_into_two_halves() {
    var dead = new Replica<>(States.SET, 1);
    for (int i = 0; i < 8; i++) {
      dead.edit(e -> e.add("x"));
    }
    dead.edit(e -> e.remove("x"));
    var twoIds = new Replica<>(States.SET, 2).receive(dead.state());
    twoIds.edit(e -> e.add("y"));
    var oneAliveLast = twoIds.state();
    twoIds.edit(e -> e.remove("y"));
    var oneAliveFirst = new Replica<>(States.SET, 1);
    oneAliveFirst.edit(e -> e.add("z"));
    oneAliveFirst.edit(e -> e.add("x"));
    oneAliveFirst.edit(e -> e.remove("x"));
    var allAlive = new Replica<>(States.SET, 1);
    allAlive.edit(e -> e.addAll(List.of("a", "b", "c", "d")));
    for (ORSet<String> whole :
        List.of(
            dead.state(), oneAliveLast, twoIds.state(), oneAliveFirst.state(), allAlive.state())) {
      List<ORSet<String>> halves = whole.halves();
      assertThat(halves).as("%s", whole).hasSize(2).noneMatch(Crdt::isBottom);
      assertThat(halves).doesNotContain(whole);
      assertThat(halves.get(0).join(halves.get(1))).isEqualTo(whole);
    }
    assertThat(dead.state().halves())
        .extracting(half -> half.decompose().count())
        .containsExactly(4L, 4L);
  }
}
