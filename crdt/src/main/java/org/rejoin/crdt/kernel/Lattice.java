package org.rejoin.crdt.kernel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A value of a join-semilattice that is its own summary: what a peer has seen is its value, and
 * what it lacks is the novelty of a join with ours. Immutable; equal values are {@code equals}.
 */
public interface Lattice<L extends Lattice<L>> {
  /**
   * Result of a join.
   *
   * @param state the least upper bound; the very object joined into if nothing was new
   * @param novelty what of the other side was new; bottom if nothing
   */
  record Merged<L>(L state, L novelty) {}

  /** Whether this says nothing at all. */
  boolean isBottom();

  /** Least upper bound with {@code other}, and what of it was new here. */
  Merged<L> join(L other);

  /** Irredundant join-irreducible parts, in a fixed order. */
  Stream<L> decompose();

  /** Two smaller parts that join to this; one if this is irreducible, none if it is bottom. */
  default List<L> halves(L bottom) {
    List<L> parts = decompose().toList();
    if (parts.size() < 2) {
      return parts;
    }
    int middle = parts.size() / 2;
    return List.of(
        joined(bottom, parts.subList(0, middle)),
        joined(bottom, parts.subList(middle, parts.size())));
  }

  /** Tells the digest of each irreducible part, in no particular order. */
  default void forEachPart(HashSuite suite, Consumer<? super Digest128> action) {
    decompose().forEach(part -> action.accept(part.digest(suite)));
  }

  /** The irreducible parts with chosen digests. */
  default L choose(L bottom, HashSuite suite, Predicate<? super Digest128> chosen) {
    return joined(bottom, decompose().filter(part -> chosen.test(part.digest(suite))).toList());
  }

  /** Keyed hash: equal exactly when the canonical bytes are. */
  Digest128 digest(HashSuite suite);

  private static <L extends Lattice<L>> L joined(L bottom, List<L> parts) {
    L state = bottom;
    for (L part : parts) {
      state = state.join(part).state();
    }
    return state;
  }
}
