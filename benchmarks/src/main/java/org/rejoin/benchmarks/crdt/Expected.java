package org.rejoin.benchmarks.crdt;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a state must show: nothing but these items. Whole comparisons cost O(base), the other kind
 * looks only at the number of items and at those that an operation touched.
 *
 * @param base items from 0 below this are there, but for those {@code gone}
 * @param gone which are not
 * @param more items beyond the base
 * @param value what an item shows
 */
record Expected(int base, Set<Integer> gone, List<Integer> more, IntFunction<String> value) {
  /** A state that shows one value, whatever the item. */
  static Expected only(String value) {
    return new Expected(0, Set.of(), List.of(0), item -> value);
  }

  /** What {@code state} shows otherwise, or null where it is as expected. */
  <S> @Nullable String difference(Contender<S, ?> contender, S state, boolean isWhole) {
    int count = base - gone.size() + more.size();
    int shown = contender.count(state);
    if (shown != count) {
      return "shows " + shown + " items, expected " + count;
    }
    int last = isWhole ? base : Math.min(base, 8);
    for (int item = 0; item < last; item++) {
      String expected = gone.contains(item) ? null : value.apply(item);
      String actual = contender.shown(state, item);
      if (!Objects.equals(actual, expected)) {
        return text(item, actual, expected);
      }
    }
    for (int item : more) {
      String actual = contender.shown(state, item);
      if (!value.apply(item).equals(actual)) {
        return text(item, actual, value.apply(item));
      }
    }
    for (int item : gone) {
      if (contender.shown(state, item) != null) {
        return text(item, contender.shown(state, item), null);
      }
    }
    return null;
  }

  private static String text(int item, @Nullable String actual, @Nullable String expected) {
    return "shows " + brief(actual) + " for item " + item + ", expected " + brief(expected);
  }

  private static String brief(@Nullable String value) {
    return value != null && value.length() > 40 ? value.substring(0, 40) + "..." : "" + value;
  }
}
