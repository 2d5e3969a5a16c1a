package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.conflict.Resolved.Outcome;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

class ResolversTest {
  private static final Resolver<String> FAILING =
      Resolvers.reconcile(
          "failing",
          1,
          (a, b) -> {
            throw new IllegalStateException("cannot merge " + a + " and " + b);
          });

  private static SiblingRegister<String> of(String... values) {
    SiblingRegister<String> register = SiblingRegister.empty(Codecs.utf8());
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      Origin origin = new Origin(new ReplicaId(100 - i), Hlc.ofMillis(i));
      register =
          register.join(
              SiblingRegister.empty(Codecs.utf8()).edit(origin, e -> e.put(value)).delta());
    }
    return register;
  }

  @Test
  void the_last_writer_wins() {
    Resolved<String> view = of("a", "b", "c").resolve(Resolvers.lww());

    assertThat(view.values()).containsExactly("c");
    assertThat(view.value()).contains("c");
    assertThat(view.outcome()).isEqualTo(Outcome.RESOLVED);
    assertThat(view.isConflicting()).isTrue();
    assertThat(view.siblings().values()).containsExactly("a", "b", "c");
  }

  @Test
  void the_first_writer_wins() {
    assertThat(of("a", "b").resolve(Resolvers.firstWriterWins()).values()).containsExactly("a");
  }

  @Test
  void all_are_kept() {
    Resolved<String> view = of("a", "b").resolve(Resolvers.keepAll());

    assertThat(view.values()).containsExactly("a", "b");
    assertThat(view.value()).isEmpty();
    assertThat(view.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(view.isFailed()).isFalse();
  }

  @Test
  void the_application_reconciles_in_stamp_order() {
    Resolver<String> join = Resolvers.reconcile("concat", 3, (a, b) -> "(" + a + b + ")");

    assertThat(of("a", "b", "c").resolve(join).values()).containsExactly("((ab)c)");
    assertThat(join.name()).isEqualTo("concat");
    assertThat(join.version()).isEqualTo(3);
    assertThat(join).hasToString("concat/3");
  }

  @Test
  void nothing_is_asked_without_a_conflict() {
    assertThat(of().resolve(FAILING).values()).isEmpty();
    assertThat(of("a").resolve(FAILING).values()).containsExactly("a");
    assertThat(of("a", "a").resolve(FAILING).outcome()).isEqualTo(Outcome.UNCONTESTED);
    assertThat(of("a").resolve(FAILING).isConflicting()).isFalse();
  }

  @Test
  void a_resolver_that_throws_shows_all_and_says_so() {
    Resolved<String> view = of("a", "b").resolve(FAILING);

    assertThat(view.values()).containsExactly("a", "b");
    assertThat(view.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(view.isFailed()).isTrue();
    assertThat(view.failure().orElseThrow()).hasMessage("cannot merge a and b");
  }

  @Test
  void so_does_one_that_returns_null_or_never_ends() {
    Resolver<String> nulls = Resolvers.reconcile("null", 1, (a, b) -> null);
    Resolver<String> deep =
        Resolvers.reconcile("deep", 1, (a, b) -> ResolversTest.class.getName() + deeper(a));

    assertThat(of("a", "b").resolve(nulls).isFailed()).isTrue();
    assertThat(of("a", "b").resolve(deep).isFailed()).isTrue();
  }

  @SuppressWarnings("InfiniteRecursion")
  private static String deeper(String value) {
    return deeper(value + "x") + "y";
  }

  @Test
  void the_second_decides_where_the_first_throws() {
    Resolver<String> both = Resolvers.fallback(FAILING, Resolvers.lww());

    assertThat(of("a", "b").resolve(both).values()).containsExactly("b");
    assertThat(both.name()).isEqualTo("fallback(failing/1,lww/1)");
    assertThat(of("a", "b").resolve(Resolvers.fallback(FAILING, FAILING)).isFailed()).isTrue();
  }

  @Test
  void one_that_reads_on_and_on_or_gives_too_much_fails() {
    Resolver<String> endless =
        Resolvers.of(
            new ResolverId("endless", 1),
            siblings -> {
              while (siblings.size() > 1) {
                siblings.first();
              }
              return Resolution.keepAll();
            });
    Resolver<String> huge =
        Resolvers.reconcile("huge", 1, (a, b) -> a.repeat(SiblingOptions.defaults().maxBytes()));
    Resolver<String> unwritable = Resolvers.reconcile("half", 1, (a, b) -> "\uD83C");

    assertThat(of("a", "b").resolve(endless).failure().orElseThrow())
        .hasMessageContaining("more than 100000 times");
    assertThat(of("a", "b").resolve(huge).failure().orElseThrow())
        .hasMessage("resolver huge/1 gave 1048579 bytes, at most 1048576");
    assertThat(of("a", "b").resolve(unwritable).values()).containsExactly("a", "b");
  }

  @Test
  void the_highest_rank_wins_whenever_it_was_written() {
    Resolver<String> order = Resolvers.priority("order", 1, List.of("cancelled", "shipped"));

    assertThat(of("cancelled", "shipped", "new").resolve(order).value()).contains("cancelled");
    assertThat(of("new", "shipped", "old").resolve(order).value()).contains("shipped");
    assertThat(of("new", "old").resolve(order).value()).contains("old");
    assertThat(
            of("aaa", "bbb", "c").resolve(Resolvers.priority("longest", 1, String::length)).value())
        .contains("bbb");
  }

  private static SiblingRegister<String> changed(String base, String... values) {
    SiblingRegister<String> empty =
        SiblingRegister.type(Codecs.utf8(), SiblingOptions.defaults().withBases()).bottom();
    SiblingRegister<String> before =
        empty.edit(new Origin(new ReplicaId(1), Hlc.ofMillis(1)), e -> e.put(base)).state();
    SiblingRegister<String> all = before;
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      Origin origin = new Origin(new ReplicaId(9 - i), Hlc.ofMillis(2 + i));
      all = all.join(before.edit(origin, e -> e.put(value)).delta());
    }
    return all;
  }

  @Test
  void three_ways_meet_where_the_base_is_one() {
    Resolver<String> sum =
        Resolvers.threeWay(
            "sum",
            1,
            (base, a, b) -> "" + (Long.parseLong(a) + Long.parseLong(b) - Long.parseLong(base)),
            (a, b) -> a + "?" + b);

    assertThat(changed("10", "11", "13").resolve(sum).value()).contains("14");
    assertThat(changed("10", "11", "13", "9").resolve(sum).value()).contains("13");
    assertThat(of("11", "13").resolve(sum).value()).contains("11?13");
    SiblingRegister<String> mixed =
        changed("10", "11")
            .join(
                SiblingRegister.type(Codecs.utf8(), SiblingOptions.defaults().withBases())
                    .bottom()
                    .edit(new Origin(new ReplicaId(77), Hlc.ofMillis(99)), e -> e.put("5"))
                    .delta());
    assertThat(mixed.resolve(sum).value()).contains("11?5");
  }

  @Test
  void a_record_is_settled_field_by_field() {
    PerField<String> fields = Resolvers.perField("order", 3);
    PerField.Field<String, Character> state =
        fields.field(
            "state",
            value -> value.charAt(0),
            Resolvers.priority("state", 1, List.of('C', 'S', 'N')));
    PerField.Field<String, String> note =
        fields.merged("note", value -> value.substring(1), (a, b) -> a + "+" + b);
    Resolver<String> order = fields.build(settled -> settled.get(state) + settled.get(note));

    assertThat(of("Sx", "Cy", "Nx").resolve(order).value()).contains("Cy+x");
    assertThat(of("Sx", "Cx").resolve(order).value()).contains("Cx");
    assertThat(of("Sx", "").resolve(order).isFailed()).isTrue();
    assertThat(order).hasToString("order/3");
  }

  @Test
  void a_field_that_is_kept_keeps_the_record_and_one_cannot_be_deleted() {
    PerField<String> kept = Resolvers.perField("kept", 1);
    kept.field("all", value -> value, Resolvers.<String>keepAll());
    PerField<String> deleted = Resolvers.perField("deleted", 1);
    deleted.field(
        "all", value -> value, Resolvers.of(new ResolverId("x", 1), s -> Resolution.delete()));
    PerField<String> other = Resolvers.perField("other", 1);
    PerField.Field<String, String> foreign = kept.field("more", v -> v, Resolvers.lww());

    assertThat(of("a", "b").resolve(kept.build(f -> "never")).outcome()).isEqualTo(Outcome.KEPT);
    assertThat(of("a", "b").resolve(deleted.build(f -> "never")).failure().orElseThrow())
        .hasMessageContaining("cannot do without its field all");
    assertThat(of("a", "b").resolve(other.build(f -> f.get(foreign))).failure().orElseThrow())
        .hasMessageContaining("is not of resolver other/1");
  }

  @Test
  void a_resolver_may_show_nothing() {
    Resolver<String> none =
        new Resolver<>() {
          @Override
          public String name() {
            return "none";
          }

          @Override
          public int version() {
            return 1;
          }

          @Override
          public Resolution<String> resolve(Siblings<String> siblings) {
            return Resolution.delete();
          }
        };

    Resolved<String> view = of("a", "b").resolve(none);

    assertThat(view.values()).isEqualTo(List.of());
    assertThat(view.outcome()).isEqualTo(Outcome.DELETED);
  }

  @Test
  void a_put_with_the_token_of_a_view_replaces_losers_too() {
    SiblingRegister<String> register = of("a", "b");
    Resolved<String> view = register.resolve(Resolvers.lww());

    SiblingRegister<String> after =
        register
            .edit(new Origin(new ReplicaId(5), Hlc.ofMillis(9)), e -> e.put("c", view.token()))
            .state();

    assertThat(after.siblings().values()).containsExactly("c");
  }
}
