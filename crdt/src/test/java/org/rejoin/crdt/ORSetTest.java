package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.CheckSuite;

class ORSetTest {
  private final Replica<ORSet<String>, ORSet.Editor<String>> a = new Replica<>(States.SET, 1);
  private final Replica<ORSet<String>, ORSet.Editor<String>> b = new Replica<>(States.SET, 2);

  @Test
  void add_wins_over_a_concurrent_removal() {
    a.edit(e -> e.add("x"));
    b.receive(a.state());
    a.edit(e -> e.add("x"));
    b.edit(e -> e.remove("x"));
    assertThat(a.receive(b.state()).state().elements()).containsExactly("x");
  }

  @Test
  void removal_that_overtakes_its_add_still_wins() {
    var add = a.edit(e -> e.add("x"));
    var removal = a.edit(e -> e.remove("x"));
    assertThat(b.receive(removal, add).state().elements()).isEmpty();
    assertThat(b.state()).isEqualTo(a.state());
  }

  @Test
  void editor_sees_its_own_changes() {
    a.edit(
        e -> {
          assertThat(e.contains("x")).isFalse();
          assertThat(e.add("x").contains("x")).isTrue();
          assertThat(e.remove("x").contains("x")).isFalse();
          assertThat(e.addAll(List.of("y", "z")).clear().contains("y")).isFalse();
        });
    assertThat(a.state().isBottom()).as("what nobody can have seen leaves no trace").isTrue();
  }

  @Test
  void edit_that_changes_nothing_has_the_old_state_and_no_delta() {
    a.edit(e -> e.add("x"));
    var edited = a.state().edit(new Origin(a.id(), Hlc.ZERO), e -> e.remove("y").remove("z"));
    assertThat(edited.state()).isSameAs(a.state());
    assertThat(edited.delta().isBottom()).isTrue();
  }

  @Test
  void edit_that_throws_changes_nothing_and_spends_no_dot() {
    a.edit(e -> e.add("x"));
    var before = a.state();
    assertThatThrownBy(
            () ->
                a.edit(
                    e -> {
                      e.add("y").remove("x");
                      throw new UnsupportedOperationException("no");
                    }))
        .hasMessage("no");
    assertThat(a.state()).isEqualTo(before);
    assertThat(a.edit(e -> e.add("z")).toString()).isEqualTo("ORSet[z]");
    assertThat(new Replica<>(States.SET, 9).receive(a.state()).state()).isEqualTo(a.state());
  }

  @Test
  void element_that_cannot_be_encoded_is_refused_before_anything_changes() {
    assertThatThrownBy(() -> a.edit(e -> e.add("lone \uD800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(a.state().isBottom()).isTrue();
  }

  @Test
  void editor_is_dead_after_its_edit() {
    List<ORSet.Editor<String>> kept = new ArrayList<>();
    a.edit(e -> kept.add(e.add("x")));
    assertThatThrownBy(() -> kept.get(0).add("y")).isInstanceOf(IllegalStateException.class);
    assertThat(a.state().size()).isEqualTo(1);
  }

  @Test
  void elements_are_ordered_and_cannot_be_changed() {
    a.edit(e -> e.addAll(List.of("c", "a", "bb", "b", "")));
    assertThat(a.state().elements()).containsExactly("", "a", "b", "c", "bb");
    assertThat(a.state().elements().contains("bb")).isTrue();
    Set<?> untyped = a.state().elements();
    assertThat(untyped.contains(5)).isFalse();
    assertThatThrownBy(() -> a.state().elements().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    Iterator<String> iterator = a.state().elements().iterator();
    iterator.next();
    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void other_histories_of_one_state_have_the_same_bytes_and_digest() {
    // The same dots at the same leaves: once as one edit and once as three, joined back and forth.
    a.edit(e -> e.add("x").add("y").add("z"));
    var fork = new Replica<>(States.SET, 1);
    var x = fork.edit(e -> e.add("x"));
    var y = fork.edit(e -> e.add("y"));
    var z = fork.edit(e -> e.add("z"));
    for (var order : List.of(List.of(x, y, z), List.of(z, y, x), List.of(y, x, z))) {
      ORSet<String> joined = States.SET.bottom();
      for (ORSet<String> delta : order) {
        joined.digest(CheckSuite.ONE);
        joined = joined.join(delta).join(States.SET.read(delta.toBytes()));
      }
      assertThat(joined).isEqualTo(a.state());
      assertThat(joined.toBytes()).isEqualTo(a.state().toBytes());
      assertThat(joined.digest(CheckSuite.ONE))
          .isEqualTo(a.state().digest(CheckSuite.ONE))
          .isEqualTo(States.SET.read(joined.toBytes()).digest(CheckSuite.ONE));
    }
  }

  @Test
  void state_of_another_type_and_summary_of_another_kind_are_refused() {
    a.edit(e -> e.add("x"));
    @SuppressWarnings({"unchecked", "rawtypes"})
    ORSet<String> numbers = (ORSet) States.NUMBERS.bottom();
    assertThatThrownBy(() -> a.state().join(numbers))
        .isInstanceOf(IncompatibleTypeException.class)
        .hasMessageContaining("orset/1<int64>");
    Summary counter = GCounter.TYPE.bottom().summary();
    assertThatThrownBy(() -> a.state().deltaSince(counter))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> a.state().summary().covers(counter))
        .isInstanceOf(IncompatibleTypeException.class);
  }

  @Test
  void delta_since_a_summary_is_the_least_that_brings_it_up() {
    a.edit(e -> e.addAll(List.of("x", "y")));
    b.receive(a.state());
    assertThat(a.state().deltaSince(b.state().summary()).isBottom()).isTrue();
    assertThat(b.state().summary().covers(a.state().summary())).isTrue();
    var removal = a.edit(e -> e.remove("x"));
    var add = a.edit(e -> e.add("z"));
    assertThat(a.state().deltaSince(b.state().summary())).isEqualTo(removal.join(add));
    assertThat(a.state().deltaSince(States.SET.bottom().summary())).isEqualTo(a.state());
    assertThat(b.state().summary().covers(a.state().summary())).isFalse();
    assertThat(a.state().summary().covers(b.state().summary())).isTrue();
  }

  @Test
  void codec_that_is_not_canonical_is_refused() {
    Codec<String> loose =
        new Codec<>() {
          @Override
          public String name() {
            return "loose";
          }

          @Override
          public void write(String value, CanonicalOut out) {
            out.writeString(value);
          }

          @Override
          public String read(CanonicalIn in) {
            return in.readString();
          }

          @Override
          public boolean isCanonical() {
            return false;
          }
        };
    assertThatThrownBy(() -> ORSet.type(loose)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LWWMap.type(loose, Codecs.utf8()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ORMap.type(loose, States.SET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(LWWMap.type(Codecs.utf8(), loose).tag()).isEqualTo("lwwmap/1<utf8,loose>");
  }

  @Test
  void codec_name_that_would_make_tags_ambiguous_is_refused() {
    for (String name : Arrays.asList("", "a,b", "a<b>", "a b")) {
      Codec<String> codec =
          Codecs.of(name, (value, out) -> out.writeString(value), CanonicalIn::readString);
      assertThatThrownBy(() -> ORSet.type(codec)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
