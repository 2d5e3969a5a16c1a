package org.rejoin.simulations.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;

/**
 * An invariant is broken.
 *
 * @param what is wrong, in words
 * @param key that shows it, if one does
 * @param nodes incarnations that show it, as far as is known
 * @param op number of the operation that it is about; -1 if it is about no single one
 */
public record Violation(
    String invariant,
    long atNanos,
    String what,
    @Nullable KeyRef key,
    List<String> nodes,
    long op) {
  /** Copies the list. */
  public Violation {
    nodes = List.copyOf(nodes);
  }
}
