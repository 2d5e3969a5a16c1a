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
