package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;

class ORMultiMapTest {
  private final Replica<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> a =
      new Replica<>(States.TAGS, 1);
  private final Replica<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> b =
      new Replica<>(States.TAGS, 2);

  @Test
  void reads_like_a_map_of_sets() {
    a.edit(e -> e.putAll("k", List.of(3L, 1L, 2L)).put("l", 1L).remove("k", 2L).remove("k", 9L));
    assertThat(a.state().get("k")).containsExactly(1L, 3L);
    assertThat(a.state().get("none")).isEmpty();
    assertThat(a.state().contains("k", 3L)).isTrue();
    assertThat(a.state().contains("k", 2L)).isFalse();
    assertThat(a.state().entries()).containsOnlyKeys("k", "l").containsEntry("l", Set.of(1L));
    assertThat(a.state().size()).isEqualTo(2);
    assertThat(a.state()).hasToString("ORMultiMap{k=[1, 3], l=[1]}");
    assertThatThrownBy(() -> a.state().get("k").add(5L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void key_is_there_as_long_as_it_has_a_value() {
    a.edit(e -> e.put("k", 1L));
    a.edit(e -> assertThat(e.remove("k", 1L).get("k")).isEmpty());
    assertThat(a.state().contains("k")).isFalse();
    assertThat(a.state().entries()).isEmpty();
    var edited =
        a.state().edit(new Origin(a.id(), Hlc.ZERO), e -> e.removeAll("k").remove("l", 1L));
    assertThat(edited.delta().isBottom()).as("nothing to remove").isTrue();
  }

  @Test
  void puts_win_over_removals_that_have_not_seen_them() {
    a.edit(e -> e.put("k", 1L).put("k", 2L).put("l", 1L));
    b.receive(a.state());
    b.edit(e -> e.put("k", 1L).put("k", 3L));
    a.edit(e -> assertThat(e.removeAll("k").contains("k", 1L)).isFalse());
    assertThat(a.receive(b.state()).state().get("k")).containsExactly(1L, 3L);
    a.edit(e -> assertThat(e.clear().contains("l", 1L)).isFalse());
    assertThat(a.state().size()).isZero();
    assertThat(b.receive(a.state()).state()).isEqualTo(a.state());
  }

  @Test
  void value_that_cannot_be_encoded_is_refused() {
    var map = new Replica<>(ORMultiMap.type(Codecs.utf8(), Codecs.utf8()), 1);
    assertThatThrownBy(() -> map.edit(e -> e.put("k", "a").put("k", "lone \uD800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(map.state().isBottom()).isTrue();
  }
}
