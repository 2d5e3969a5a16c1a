package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

class SiblingRegisterTest {
  private static final SiblingRegister<String> EMPTY = SiblingRegister.empty(Codecs.utf8());

  private static Origin origin(long replica, long millis) {
    return new Origin(new ReplicaId(replica), Hlc.ofMillis(millis));
  }

  /** A register, and the token that its put gave back. */
  private record Put(SiblingRegister<String> register, Token token) {}

  private static Put put(
      SiblingRegister<String> register, Origin origin, String value, Token shown) {
    AtomicReference<Token> token = new AtomicReference<>();
    Edited<SiblingRegister<String>> edited =
        register.edit(origin, editor -> token.set(editor.put(value, shown)));
    return new Put(edited.state(), token.get());
  }

  @Test
  void a_token_of_another_delete_epoch_covers_nothing() {
    Token old = EMPTY.edit(origin(1, 1), e -> e.put("old")).state().token();
    SiblingRegister<String> anew = EMPTY.edit(origin(1, 2), e -> e.put("unseen")).state();
    AtomicReference<Token> given = new AtomicReference<>();

    SiblingRegister<String> both =
        anew.edit(origin(2, 3), e -> given.set(e.inEpoch(1).put("mine", old))).state();
    assertThat(both.siblings().values()).containsExactly("unseen", "mine");
    assertThat(anew.edit(origin(2, 3), e -> e.inEpoch(1).remove(old)).delta().isBottom()).isTrue();
    assertThat(given.get().epoch()).isOne();
    SiblingRegister<String> next =
        both.edit(origin(2, 4), e -> e.inEpoch(1).put("next", given.get())).state();
    assertThat(next.siblings().values()).containsExactly("unseen", "next");
    assertThat(next.edit(origin(2, 5), e -> e.inEpoch(1).put("one", e.token())).state().siblings())
        .extracting(Sibling::value)
        .containsExactly("one");
  }

  @Test
  void a_token_of_a_later_delete_epoch_is_refused() {
    SiblingRegister<String> register = EMPTY.edit(origin(1, 1), e -> e.put("old")).state();
    Token later = register.token().inEpoch(2);
    assertThatThrownBy(() -> register.edit(origin(1, 2), e -> e.inEpoch(1).put("new", later)))
        .isInstanceOf(TokenAheadException.class)
        .hasMessageContaining("delete epoch 2")
        .hasMessageContaining("only 1");
    assertThatThrownBy(() -> register.edit(origin(1, 2), e -> e.remove(later)))
        .isInstanceOf(TokenAheadException.class);
    assertThatThrownBy(() -> register.edit(origin(1, 2), e -> e.inEpoch(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void concurrent_puts_are_siblings_in_stamp_order() {
    SiblingRegister<String> a = EMPTY.edit(origin(1, 5), e -> e.put("late")).state();
    SiblingRegister<String> b = EMPTY.edit(origin(2, 3), e -> e.put("early")).state();

    Siblings<String> siblings = a.join(b).siblings();

    assertThat(siblings.values()).containsExactly("early", "late");
    assertThat(siblings.first())
        .isEqualTo(new Sibling<>("early", Hlc.ofMillis(3), new ReplicaId(2)));
    assertThat(b.join(a).siblings()).isEqualTo(siblings);
  }

  @Test
  void a_put_replaces_all_that_its_replica_sees_whatever_the_stamps() {
    SiblingRegister<String> both =
        EMPTY
            .edit(origin(1, 50), e -> e.put("a"))
            .state()
            .join(EMPTY.edit(origin(2, 60), e -> e.put("b")).state());

    SiblingRegister<String> after = both.edit(origin(1, 51), e -> e.put("c")).state();

    assertThat(after.join(both).siblings().values()).containsExactly("c");
  }

  @Test
  void an_empty_token_adds_a_sibling() {
    SiblingRegister<String> a = EMPTY.edit(origin(1, 1), e -> e.put("a")).state();

    Put b = put(a, origin(1, 2), "b", Token.empty());

    assertThat(b.register().siblings().values()).containsExactly("a", "b");
  }

  @Test
  void a_token_replaces_only_what_its_holder_was_shown() {
    SiblingRegister<String> a = EMPTY.edit(origin(1, 1), e -> e.put("a")).state();
    Token shownA = a.token();
    SiblingRegister<String> both = a.join(EMPTY.edit(origin(2, 1), e -> e.put("b")).state());

    assertThat(put(both, origin(1, 2), "c", shownA).register().siblings().values())
        .containsExactly("b", "c");
    assertThat(both.edit(origin(1, 2), e -> e.remove(shownA)).state().siblings().values())
        .containsExactly("b");
    assertThat(both.edit(origin(1, 2), e -> e.clear()).state().siblings().isEmpty()).isTrue();
  }

  @Test
  void a_token_covers_what_was_shown_elsewhere_and_comes_later() {
    SiblingRegister<String> there = EMPTY.edit(origin(1, 9), e -> e.put("seen there")).state();

    Put here = put(EMPTY, origin(2, 1), "written here", there.token());

    assertThat(here.register().join(there).siblings().values()).containsExactly("written here");
    assertThat(there.join(here.register()).siblings().values()).containsExactly("written here");
  }

  @Test
  void the_token_of_a_put_covers_the_put() {
    Put first = put(EMPTY, origin(1, 1), "one", Token.empty());
    SiblingRegister<String> other =
        put(first.register(), origin(1, 2), "other", Token.empty()).register();

    Put second = put(other, origin(1, 3), "two", first.token());

    assertThat(second.register().siblings().values()).containsExactly("other", "two");
  }

  @Test
  void a_token_of_another_object_is_refused_before_anything_changes() {
    SiblingRegister<String> other = EMPTY;
    for (int i = 0; i < 3; i++) {
      other = other.edit(origin(1, i), e -> e.put("x", Token.empty())).state();
    }
    Token foreign = other.token();

    assertThatThrownBy(() -> put(EMPTY, origin(1, 9), "y", foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another object");
  }

  @Test
  void equal_bytes_are_shown_once_with_the_top_stamp() {
    SiblingRegister<String> a = EMPTY.edit(origin(1, 1), e -> e.put("same")).state();
    SiblingRegister<String> b = EMPTY.edit(origin(2, 2), e -> e.put("other")).state();
    SiblingRegister<String> c = EMPTY.edit(origin(3, 3), e -> e.put("same")).state();
    SiblingRegister<String> all = a.join(b).join(c);

    assertThat(all.siblings().values()).containsExactly("other", "same");
    assertThat(all.siblings().last().writer()).isEqualTo(new ReplicaId(3));
    SiblingRegister<String> removed = all.edit(origin(1, 4), e -> e.remove(all.token())).state();
    assertThat(removed.siblings().isEmpty()).isTrue();
  }

  @Test
  void an_edit_sees_its_own_puts_and_replaces_them() {
    SiblingRegister<String> register =
        EMPTY
            .edit(
                origin(1, 1),
                e -> {
                  Token first = e.put("a");
                  assertThat(e.siblings().values()).containsExactly("a");
                  e.put("b", first);
                })
            .state();

    assertThat(register.siblings().values()).containsExactly("b");
  }

  @Test
  void an_editor_is_dead_when_its_edit_ends() {
    AtomicReference<SiblingRegister.Editor<String>> escaped = new AtomicReference<>();
    EMPTY.edit(origin(1, 1), escaped::set);

    assertThatThrownBy(() -> escaped.get().put("late")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> escaped.get().put("late", Token.empty()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_edit_of_nothing_has_a_bottom_delta() {
    SiblingRegister<String> a = EMPTY.edit(origin(1, 1), e -> e.put("a")).state();

    assertThat(a.edit(origin(1, 2), e -> e.remove(Token.empty())).delta().isBottom()).isTrue();
    assertThat(EMPTY.edit(origin(1, 2), e -> e.clear()).delta().isBottom()).isTrue();
  }

  @Test
  void two_clients_in_turn_with_their_last_tokens_never_make_more_than_two_siblings() {
    SiblingRegister<String> register = EMPTY;
    Token x = Token.empty();
    Token y = Token.empty();
    int largest = 0;
    for (int i = 0; i < 1000; i++) {
      Put byX = put(register, origin(1 + i % 3, 2 * i), "x" + i, x);
      x = Token.decode(byX.token().encode());
      Put byY = put(byX.register(), origin(1 + i % 2, 2 * i + 1), "y" + i, y);
      y = byY.token();
      register = byY.register();
      assertThat(register.siblings().size()).isLessThanOrEqualTo(2);
      largest = Math.max(largest, Math.max(x.encode().length, y.encode().length));
    }
    assertThat(register.siblings().values()).containsExactly("x999", "y999");
    assertThat(largest).isLessThan(1000);
    assertThat(register.toBytes().length).isLessThan(200);
  }

  @Test
  void two_nodes_that_both_write_back_for_100_rounds_end_with_one_value() {
    Resolver<String> longest =
        Resolvers.reconcile("longest", 1, (a, b) -> a.length() > b.length() ? a : b);
    SiblingRegister<String> a = EMPTY.edit(origin(1, 0), e -> e.put("a")).state();
    SiblingRegister<String> b = EMPTY.edit(origin(2, 0), e -> e.put("bb")).state();
    for (int i = 1; i <= 100; i++) {
      SiblingRegister<String> joined = a.join(b);
      assertThat(joined.siblings().size()).isLessThanOrEqualTo(2);
      Resolved<String> view = joined.resolve(longest);
      a = put(joined, origin(1, i), view.value().orElseThrow(), view.token()).register();
      b = put(joined, origin(2, i), view.value().orElseThrow(), view.token()).register();
    }
    assertThat(a.join(b).siblings().values()).containsExactly("bb");
  }

  @Test
  void values_travel_as_the_bytes_of_their_writer() {
    Codec<String> lax =
        new Codec<>() {
          @Override
          public String name() {
            return "lax";
          }

          @Override
          public void write(String value, org.rejoin.crdt.codec.CanonicalOut out) {
            out.writeString(value + "/" + System.nanoTime());
          }

          @Override
          public String read(org.rejoin.crdt.codec.CanonicalIn in) {
            return in.readString().replaceAll("/.*", "");
          }

          @Override
          public boolean isCanonical() {
            return false;
          }
        };
    SiblingRegister<String> a =
        SiblingRegister.empty(lax).edit(origin(1, 1), e -> e.put("tea")).state();

    SiblingRegister<String> copy = SiblingRegister.type(lax).read(a.toBytes());

    assertThat(copy).isEqualTo(a);
    assertThat(copy.toBytes()).isEqualTo(a.toBytes());
    assertThat(copy.siblings().values()).containsExactly("tea");
  }

  @Test
  void bytes_that_no_codec_reads_travel_but_are_not_shown() {
    SiblingRegister<Long> number =
        SiblingRegister.empty(Codecs.int64()).edit(origin(1, 1), e -> e.put(-1L)).state();
    SiblingRegister<String> text = SiblingRegister.type(Codecs.utf8()).read(number.toBytes());

    assertThat(EMPTY.join(text).toBytes()).isEqualTo(number.toBytes());
    assertThatThrownBy(text::siblings).isInstanceOf(MalformedBytesException.class);
  }

  @Test
  void registers_of_other_codecs_are_not_joined() {
    Function<String, SiblingRegister<String>> named =
        name ->
            SiblingRegister.empty(
                Codecs.of(name, (v, out) -> out.writeString(v), in -> in.readString()));

    assertThatThrownBy(() -> named.apply("a").join(named.apply("b")))
        .isInstanceOf(IncompatibleTypeException.class)
        .hasMessageContaining("siblings/2<a>");
  }

  @Test
  void bytes_are_as_in_the_golden_vector() {
    SiblingRegister<String> register =
        EMPTY
            .edit(origin(1, 1), e -> e.put("a"))
            .state()
            .join(EMPTY.edit(origin(2, 2), e -> e.put("b")).state());

    assertThat(HexFormat.of().formatHex(register.toBytes()))
        .isEqualTo(
            "01"
                + ("02" + "0000000000000001" + "0000000000000002" + "0000" + "0000")
                + ("02" + "00" + "02" + "020161")
                + ("00" + "00" + "04" + "020162"));
  }
}
