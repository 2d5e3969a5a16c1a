package org.rejoin.simulations.check;

import java.util.Collection;
import java.util.List;
import org.rejoin.crdt.Crdt;

/**
 * What a data type's value has to be, told by the updates that were seen, in the most obvious way
 * and apart from the implementation.
 *
 * <p>An update <em>replaces</em> those that were in effect at its origin and that it takes the
 * place of, directly: not those that had been replaced already. A replica that knows an update
 * knows what it replaced; of older history, which may come by another way or later, it knows
 * nothing.
 */
interface Spec {
  /** Which of the updates that its origin has seen an update replaces. */
  List<Update> replaces(Update update, Collection<Update> seen);

  /** The value that these updates come to. */
  Object expected(Collection<Update> seen);

  /** The value of a state, by its public methods, in the same form. */
  Object actual(Crdt<?> state);

  /** Whether the delta of an update also says what an earlier one of the same origin said. */
  default boolean includes(Update later, Update earlier) {
    return false;
  }

  /** Whether what {@code actual} shows beyond {@code expected} was removed: it came back. */
  default boolean isResurrection(Object expected, Object actual, Collection<Update> seen) {
    return false;
  }
}
