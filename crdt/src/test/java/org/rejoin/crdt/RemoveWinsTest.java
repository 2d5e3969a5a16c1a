package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;

class RemoveWinsTest {
  private final Replica<RWSet<String>, RWSet.Editor<String>> a = new Replica<>(States.REMOVALS, 1);
  private final Replica<RWSet<String>, RWSet.Editor<String>> b = new Replica<>(States.REMOVALS, 2);

  @Test
  void removal_of_what_is_not_there_beats_a_concurrent_add() {
    var add = a.edit(e -> e.add("x"));
    var removal = b.edit(e -> e.remove("x"));
    assertThat(removal.isBottom()).isFalse();
    assertThat(a.receive(removal).state().elements()).isEmpty();
    assertThat(b.receive(add).state()).isEqualTo(a.state());
  }

  @Test
  void repeated_removal_beats_an_add_that_saw_only_the_first() {
    a.edit(e -> e.remove("x"));
    b.receive(a.state());
    b.edit(e -> e.add("x"));
    assertThat(b.state().contains("x")).isTrue();
    a.edit(e -> e.remove("x"));
    assertThat(b.receive(a.state()).state().contains("x")).isFalse();
    b.edit(e -> e.add("x"));
    assertThat(b.state().contains("x")).as("a re-add that saw all").isTrue();
  }

  @Test
  void removed_elements_stay_with_one_dot_a_replica_and_do_not_show() {
    for (int i = 0; i < 10; i++) {
      a.edit(e -> e.add("x"));
      a.edit(e -> e.remove("x"));
    }
    assertThat(a.state().toBytes()).hasSizeLessThan(25);
    assertThat(a.state().isBottom()).isFalse();
    assertThat(a.state().size()).isZero();
    assertThat(a.state().elements()).isEmpty();
    assertThat(a.state()).hasToString("RWSet[]");
    a.edit(e -> e.addAll(List.of("b", "a")));
    assertThat(a.state().elements()).containsExactly("a", "b");
    assertThat(a.state().elements().contains("x")).isFalse();
    assertThat(a.state().size()).isEqualTo(2);
  }

  @Test
  void editor_sees_its_own_changes_and_spends_a_dot_an_element() {
    a.edit(e -> e.add("old"));
    var delta =
        a.edit(
            e -> {
              assertThat(e.add("x").contains("x")).isTrue();
              assertThat(e.remove("x").contains("x")).isFalse();
              assertThat(e.add("x").remove("old").contains("old")).isFalse();
            });
    assertThat(delta.summary().toString()).contains("1-3").doesNotContain("1-4");
    assertThat(delta).isEqualTo(a.state());
    assertThat(a.state().elements()).containsExactly("x");
  }

  @Test
  void clear_removes_each_element_that_is_in() {
    a.edit(e -> e.addAll(List.of("x", "y")).remove("z"));
    b.receive(a.state());
    b.edit(e -> e.add("x").add("z"));
    var fork = new Replica<>(States.REMOVALS, 1).receive(a.state());
    a.edit(RWSet.Editor::clear);
    fork.edit(e -> e.remove("x").remove("y"));
    assertThat(a.state()).isEqualTo(fork.state());
    assertThat(a.receive(b.state()).state().elements()).containsExactly("z");
  }

  @Test
  void edit_that_throws_changes_nothing_and_kept_editor_is_dead() {
    a.edit(e -> e.add("x"));
    var before = a.state();
    List<RWSet.Editor<String>> kept = new ArrayList<>();
    assertThatThrownBy(
            () ->
                a.edit(
                    e -> {
                      kept.add(e.remove("x"));
                      e.add("lone \uD800");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(a.state()).isEqualTo(before);
    assertThatThrownBy(() -> kept.get(0).add("y")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void flags_start_off_and_concurrent_switching_ends_as_their_names_say() {
    var on = new Replica<>(EWFlag.TYPE, 1);
    var off = new Replica<>(EWFlag.TYPE, 2);
    assertThat(on.state().isEnabled()).isFalse();
    off.receive(on.edit(EWFlag.Editor::enable));
    on.edit(EWFlag.Editor::enable);
    off.edit(EWFlag.Editor::disable);
    assertThat(off.state()).hasToString("EWFlag[off]");
    assertThat(off.receive(on.state()).state()).hasToString("EWFlag[on]");
    assertThat(on.edit(e -> assertThat(e.disable().isEnabled()).isFalse()).isBottom()).isFalse();
    assertThat(on.state().isEnabled()).isFalse();
    assertThat(on.edit(EWFlag.Editor::disable).isBottom()).as("nothing to disable").isTrue();
  }

  @Test
  void disabling_counts_also_where_the_flag_is_off() {
    var on = new Replica<>(DWFlag.TYPE, 1);
    var off = new Replica<>(DWFlag.TYPE, 2);
    assertThat(on.state().isEnabled()).isFalse();
    on.edit(e -> assertThat(e.enable().isEnabled()).isTrue());
    off.edit(DWFlag.Editor::disable);
    assertThat(on.state()).hasToString("DWFlag[on]");
    assertThat(on.receive(off.state()).state()).hasToString("DWFlag[off]");
    assertThat(on.edit(DWFlag.Editor::enable).isEnabled()).isTrue();
    assertThat(off.receive(on.state()).state().isEnabled()).isTrue();
  }

  @Test
  void key_whose_value_holds_only_removals_is_not_there_but_they_still_win() {
    var type = ORMap.type(Codecs.utf8(), ORMap.type(Codecs.utf8(), States.REMOVALS));
    var one = new Replica<>(type, 1);
    var two = new Replica<>(type, 2);
    one.edit(e -> e.at("k", m -> m.at("l", s -> s.remove("x"))));
    assertThat(one.state().isBottom()).isFalse();
    assertThat(one.state().contains("k")).isFalse();
    assertThat(one.state().get("k")).isEmpty();
    assertThat(one.state().keys()).isEmpty();
    assertThat(one.state().size()).isZero();
    assertThat(one.state()).hasToString("ORMap{}");
    two.edit(e -> e.at("k", m -> m.at("l", s -> s.add("x").add("y"))));
    var joined = one.receive(two.state()).state();
    assertThat(joined).hasToString("ORMap{k=ORMap{l=RWSet[y]}}");
    one.edit(e -> assertThat(e.remove("k").contains("k")).isFalse());
    two.edit(e -> e.at("k", m -> m.at("l", s -> s.add("x"))));
    assertThat(one.receive(two.state()).state())
        .as("a removed key resets removals too")
        .hasToString("ORMap{k=ORMap{l=RWSet[x]}}");
  }

  @Test
  void touched_key_is_there_without_content() {
    var map = new Replica<>(ORMap.type(Codecs.utf8(), DWFlag.TYPE), 1);
    map.edit(e -> e.touch("k").at("l", DWFlag.Editor::disable).at("m", DWFlag.Editor::enable));
    assertThat(map.state()).hasToString("ORMap{k=DWFlag[off], m=DWFlag[on]}");
    assertThat(map.state().size()).isEqualTo(2);
    assertThat(map.state().keys()).containsExactly("k", "m").doesNotContain("l");
  }
}
