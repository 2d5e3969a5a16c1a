package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.codec.Codecs;

/** What all editors promise: calls can be chained, and none works once its edit has ended. */
class EditorsTest {
  private static final NestableType<ORMultiMap<String, String>, ORMultiMap.Editor<String, String>>
      MULTI = ORMultiMap.type(Codecs.utf8(), Codecs.utf8());
  private static final CrdtType<BoundedCounter> STOCK = BoundedCounter.atLeast(0);

  static Stream<CrdtType<?>> types() {
    return Stream.of(
        GSet.type(Codecs.utf8()),
        States.SET,
        States.REMOVALS,
        EWFlag.TYPE,
        DWFlag.TYPE,
        GCounter.TYPE,
        PNCounter.TYPE,
        ResettableCounter.TYPE,
        STOCK,
        States.COUNTS,
        States.REGISTER,
        States.SIBLINGS,
        MaxRegister.type(Codecs.utf8()),
        MinRegister.type(Codecs.utf8()),
        States.VALUES,
        MULTI,
        States.SETS,
        Pair.type(States.SET, EWFlag.TYPE),
        Option.type(States.SET));
  }

  @ParameterizedTest
  @MethodSource("types")
  <S extends Editable<S, E>, E> void calls_are_chained_on_one_editor(CrdtType<S> type) {
    Replica<S, E> replica = new Replica<>(type, 1);
    for (int i = 0; i < 3; i++) {
      replica.edit(editor -> callSome(editor, "increment"));
    }
    replica.edit(
        editor -> {
          for (Method method : methods(editor)) {
            Object result = call(editor, method);
            if (method.getReturnType().equals(editor.getClass())) {
              assertThat(result).as(method.toString()).isSameAs(editor);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  <S extends Editable<S, E>, E> void ended_edit_leaves_an_editor_that_refuses(CrdtType<S> type) {
    List<E> kept = new ArrayList<>();
    new Replica<S, E>(type, 1).edit(kept::add);
    E editor = kept.get(0);
    assertThat(methods(editor)).isNotEmpty();
    for (Method method : methods(editor)) {
      assertThatThrownBy(() -> call(editor, method))
          .as(method.toString())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ended");
    }
  }

  /** Gives a bounded counter what the other calls take. */
  private static void callSome(Object editor, String name) {
    methods(editor).stream()
        .filter(method -> method.getName().equals(name))
        .forEach(method -> call(editor, method));
  }

  /** Public methods, in a fixed order. */
  private static List<Method> methods(Object editor) {
    return Stream.of(editor.getClass().getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static Object call(Object editor, Method method) {
    Object[] arguments = Stream.of(method.getParameterTypes()).map(EditorsTest::argument).toArray();
    try {
      method.setAccessible(true);
      return method.invoke(editor, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object argument(Class<?> type) {
    if (type == long.class) {
      return 1L;
    }
    if (type == Consumer.class) {
      return (Consumer<?>) nested -> {};
    }
    if (type == Iterable.class) {
      return List.of("x");
    }
    return type == ReplicaId.class ? new ReplicaId(9) : "x";
  }

  @Test
  void an_edit_reads_what_it_has_written() {
    var set = new Replica<>(States.SET, 1);
    set.edit(
        e -> {
          assertThat(e.add("x").contains("x")).isTrue();
          assertThat(e.remove("x").contains("x")).isFalse();
        });
    new Replica<>(GSet.type(Codecs.utf8()), 1)
        .edit(
            e -> {
              assertThat(e.contains("x")).isFalse();
              assertThat(e.add("x").contains("x")).isTrue();
            });
    new Replica<>(States.COUNTS, 1)
        .edit(e -> assertThat(e.increment("x", 5).decrement("x").get("x")).isEqualTo(4));
    new Replica<>(States.REGISTER, 1)
        .edit(
            e -> {
              assertThat(e.value()).isEmpty();
              assertThat(e.set("x").value()).contains("x");
              assertThat(e.clear().value()).isEmpty();
            });
    new Replica<>(DWFlag.TYPE, 1)
        .edit(
            e -> {
              assertThat(e.isEnabled()).isFalse();
              assertThat(e.enable().isEnabled()).isTrue();
              assertThat(e.disable().isEnabled()).isFalse();
            });
    new Replica<>(States.SETS, 1)
        .edit(
            e -> {
              assertThat(e.contains("k")).isFalse();
              assertThat(e.touch("k").contains("k")).isTrue();
            });
  }

  @Test
  void elements_of_a_growing_set_are_a_set() {
    var a = new Replica<>(GSet.type(Codecs.utf8()), 1);
    a.edit(e -> e.addAll(List.of("x", "y")));
    assertThat(a.state().contains("x")).isTrue();
    assertThat(a.state().contains("z")).isFalse();
    assertThat(a.state().elements()).hasSize(2).contains("x", "y").doesNotContain("z");
    Object number = 7;
    assertThat(a.state().elements().contains(number)).as("an element of another class").isFalse();
  }
}
