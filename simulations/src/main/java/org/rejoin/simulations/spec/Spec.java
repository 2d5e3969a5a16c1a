package org.rejoin.simulations.spec;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rejoin.simulations.plan.OpBody;

/**
 * What a data type's value has to be, told by the edits that were seen, in the most obvious way and
 * apart from the implementation.
 *
 * <p>An edit <em>replaces</em> those that were in effect at its origin and that it takes the place
 * of, directly: not those that had been replaced already. A replica that knows an edit knows what
 * it replaced; of older history, which may come by another way or later, it knows nothing.
 */
public interface Spec {
  /** Which of the edits that its origin has seen this one replaces. */
  List<Event> replaces(OpBody body, Collection<Event> seen);

  /**
   * The value that these edits come to: a set of strings, a map from strings, a number or a list.
   */
  Object expected(Collection<Event> seen);

  /**
   * What the delta of an edit also says of earlier ones of its origin.
   *
   * @param before all that its origin had seen, in the order in which it did
   */
  default List<Event> includes(Event edit, List<Event> before) {
    return List.of();
  }

  /**
   * Whether the value is that of the edits only where with each edit all that its origin had seen
   * is seen, too.
   */
  default boolean needsCauses() {
    return false;
  }

  /**
   * What is wrong with all edits ever made, whoever has seen them, in words; empty if nothing is.
   */
  default String wrongInAll(Collection<Event> all) {
    return "";
  }

  /** Whether what {@code actual} shows beyond {@code expected} was removed: it came back. */
  default boolean isResurrection(Object expected, Object actual, Collection<Event> seen) {
    Set<Object> extra = new HashSet<>(shown(actual));
    extra.removeAll(shown(expected));
    return seen.stream()
        .anyMatch(
            event ->
                event.body().verb().isRemoval()
                    && (extra.contains(event.body().element()) || extra.contains(true)));
  }

  private static Collection<?> shown(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.keySet();
    }
    if (value instanceof Collection<?> collection) {
      return collection;
    }
    return value instanceof BigInteger ? List.of() : List.of(value);
  }
}
