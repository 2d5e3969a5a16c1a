package org.rejoin.benchmarks.crdt;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How to look at the states of one type: what a user would ask them. */
record View<S>(ToIntFunction<S> count, Item<S> item) {
  /** What is shown of one item, or null. */
  interface Item<S> {
    @Nullable String of(S state, int item);
  }

  /** One value. */
  static <S> View<S> ofValue(Function<S, String> value) {
    return new View<>(state -> 1, (state, item) -> value.apply(state));
  }

  /** Elements by number. */
  static <S> View<S> ofElements(ToIntFunction<S> count, Contains<S> contains) {
    return new View<>(
        count,
        (state, item) -> {
          String element = Shape.element(item);
          return contains.test(state, element) ? element : null;
        });
  }

  /** Values by key. */
  static <S> View<S> ofEntries(ToIntFunction<S> count, Lookup<S> lookup) {
    return new View<>(count, (state, item) -> lookup.of(state, Shape.element(item)));
  }

  /** A key that was counted up once shows itself, as in a map of sets. */
  static String counted(String key, String count) {
    return count.equals("1") ? key : count;
  }

  /** Whether an element is in. */
  interface Contains<S> {
    boolean test(S state, String element);
  }

  /** What a key holds, or null. */
  interface Lookup<S> {
    @Nullable String of(S state, String key);
  }
}
