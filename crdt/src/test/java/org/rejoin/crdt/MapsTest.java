package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

class MapsTest {
  private final Replica<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      a = new Replica<>(States.SETS, 1);
  private final Replica<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      b = new Replica<>(States.SETS, 2);

  @Test
  void key_is_there_while_its_value_shows_content() {
    a.edit(e -> e.at("k", v -> v.add("x")));
    assertThat(a.state().contains("k")).isTrue();
    a.edit(e -> e.at("k", v -> v.remove("x")));
    assertThat(a.state().contains("k")).isFalse();
    assertThat(a.state().get("k")).isEmpty();
    assertThat(a.state().keys()).isEmpty();
  }

  @Test
  void touched_key_stays_without_content_until_removed() {
    a.edit(e -> e.touch("k"));
    assertThat(a.state().get("k")).contains(States.SET.bottom());
    a.edit(e -> e.at("k", v -> v.add("x")));
    a.edit(e -> e.at("k", v -> v.clear()));
    assertThat(a.state().keys()).containsExactly("k");
    b.receive(a.state());
    b.edit(e -> e.touch("k"));
    a.edit(e -> e.remove("k"));
    assertThat(a.state().size()).isZero();
    assertThat(a.receive(b.state()).state().contains("k")).as("a touch not seen").isTrue();
  }

  @Test
  void change_that_throws_leaves_its_value_and_the_rest_of_the_edit_alone() {
    a.edit(e -> e.at("k", v -> v.add("old")));
    var delta =
        a.edit(
            e -> {
              e.at("before", v -> v.add("1"));
              assertThatThrownBy(
                      () ->
                          e.at(
                              "k",
                              v -> {
                                v.add("new").remove("old");
                                throw new UnsupportedOperationException("no");
                              }))
                  .hasMessage("no");
              e.at("after", v -> v.add("2"));
            });
    assertThat(delta.keys()).containsExactly("after", "before");
    assertThat(a.state().get("k").orElseThrow().elements()).containsExactly("old");
    assertThat(b.receive(a.state()).state()).isEqualTo(a.state());
    b.edit(e -> e.clear());
    assertThat(b.state().size()).isZero();
    a.edit(e -> e.at("k", v -> v.add("more")));
    assertThat(a.receive(b.state()).state().keys()).containsExactly("k");
  }

  @Test
  void map_editor_is_refused_within_at_and_nested_editor_after_it() {
    List<ORSet.Editor<String>> kept = new ArrayList<>();
    a.edit(
        e -> {
          e.at(
              "k",
              v -> {
                kept.add(v);
                assertThatThrownBy(() -> e.remove("k")).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> e.at("l", w -> w.add("y")))
                    .isInstanceOf(IllegalStateException.class);
                v.add("x");
              });
          assertThatThrownBy(() -> kept.get(0).add("z")).isInstanceOf(IllegalStateException.class);
        });
    assertThat(a.state()).hasToString("ORMap{k=ORSet[x]}");
  }

  @Test
  void nesting_beyond_what_a_decoder_allows_is_refused() {
    assertThatThrownBy(() -> nest(States.SET, 40)).isInstanceOf(IllegalArgumentException.class);
    assertThat(nest(States.SET, 20).tag()).contains("orset/1<utf8>");
  }

  private static <V extends Editable<V, E>, E> CrdtType<?> nest(NestableType<V, E> type, int more) {
    return more == 0 ? type : nest(ORMap.type(Codecs.utf8(), type), more - 1);
  }

  @Test
  void register_shows_winner_and_the_writes_concurrent_with_it() {
    var one = new Replica<>(States.REGISTER, 1);
    var two = new Replica<>(States.REGISTER, 2);
    one.edit(Replica.at(7), e -> e.set("low id"));
    two.edit(Replica.at(7), e -> e.set("high id"));
    var joined = one.receive(two.state()).state();
    assertThat(joined.value()).contains("high id");
    assertThat(joined.stamp()).contains(new Origin(new ReplicaId(2), Replica.at(7)));
    assertThat(joined.concurrent())
        .containsExactly(
            new LWWRegister.Written<>("low id", new Origin(new ReplicaId(1), Replica.at(7))));
    one.edit(Hlc.ZERO, e -> e.set("after both"));
    assertThat(one.state().value()).contains("after both");
    assertThat(one.state().concurrent()).isEmpty();
    one.edit(LWWRegister.Editor::clear);
    assertThat(one.state().value()).isEmpty();
    assertThat(one.state().stamp()).isEmpty();
  }

  @Test
  void two_writes_in_one_edit_make_one() {
    var map = new Replica<>(States.VALUES, 1);
    map.edit(e -> e.put("k", "first"));
    var delta = map.edit(e -> e.put("k", "second").put("k", "third"));
    assertThat(delta.summary().toString()).contains("1-2").doesNotContain("1-3");
    assertThat(map.state().get("k")).contains("third");
  }

  @Test
  void map_of_values_reads_like_a_map() {
    var map = new Replica<>(States.VALUES, 1);
    map.edit(e -> e.put("b", "2").put("a", "1").put("cc", "3").remove("b"));
    assertThat(map.state().entries()).hasToString("{a=1, cc=3}").containsEntry("a", "1");
    assertThat(map.state().entries().get("b")).isNull();
    assertThat(map.state().entries().keySet()).containsExactly("a", "cc");
    assertThat(map.state().size()).isEqualTo(2);
    assertThat(map.state().register("a").orElseThrow().stamp()).isPresent();
    assertThat(map.state().register("b")).isEmpty();
    assertThatThrownBy(() -> map.state().entries().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    map.edit(LWWMap.Editor::clear);
    assertThat(map.state().entries()).isEmpty();
  }

  /** Writes another byte first each time: equal values, unequal bytes. */
  private static final class Salted implements Codec<String> {
    private int salt;

    @Override
    public String name() {
      return "salted";
    }

    @Override
    public boolean isCanonical() {
      return false;
    }

    @Override
    public void write(String value, CanonicalOut out) {
      out.writeByte(salt++ & 0x7F).writeString(value);
    }

    @Override
    public String read(CanonicalIn in) {
      if (in.readByte() == 99) {
        throw new IllegalStateException("salt 99");
      }
      return in.readString();
    }
  }

  @Test
  void bytes_of_a_codec_that_is_not_canonical_travel_unchanged() {
    Salted codec = new Salted();
    var type = LWWMap.type(Codecs.utf8(), codec);
    var map = new Replica<>(type, 1);
    map.edit(e -> e.put("k", "v"));
    byte[] bytes = map.state().toBytes();
    var read = type.read(bytes);
    assertThat(read.get("k")).contains("v");
    assertThat(read.toBytes()).isEqualTo(bytes).isEqualTo(map.state().toBytes());
    assertThat(codec.salt).as("encoded once, by the origin").isEqualTo(1);
  }

  @Test
  void value_that_cannot_be_decoded_joins_and_travels_and_fails_on_read_only() {
    Salted codec = new Salted();
    codec.salt = 99;
    var type = LWWMap.type(Codecs.utf8(), codec);
    var map = new Replica<>(type, 1);
    var delta = map.edit(e -> e.put("bad", "v"));
    map.edit(e -> e.put("good", "v"));
    var read = type.read(map.state().toBytes()).join(delta);
    assertThat(read.get("good")).contains("v");
    assertThatThrownBy(() -> read.get("bad"))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("salted");
  }
}
