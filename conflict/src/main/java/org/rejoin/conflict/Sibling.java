package org.rejoin.conflict;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;

/**
 * One of the values that concurrent writers left.
 *
 * @param value as its writer put it
 * @param stamp the clock of its put
 * @param writer the replica that took the put; its id tells writers apart, and is new at each start
 * @param baseOrNull see {@link #base}
 * @param isAhead whether the stamp is further ahead of the reader's clock than {@code max-drift}
 *     allows: a wrong clock wrote it. {@code lww()} ranks it last. It depends on when it is read,
 *     and is false where the reader did not ask.
 */
public record Sibling<V>(
    V value, Hlc stamp, ReplicaId writer, @Nullable V baseOrNull, boolean isAhead) {
  /** Without a base and not ahead. */
  public Sibling(V value, Hlc stamp, ReplicaId writer) {
    this(value, stamp, writer, null, false);
  }

  /**
   * The value that this one replaced, in registers that keep bases. Empty if it replaced nothing,
   * or several different values.
   */
  public Optional<V> base() {
    return Optional.ofNullable(baseOrNull);
  }

  Sibling<V> marked(boolean ahead) {
    return ahead == isAhead ? this : new Sibling<>(value, stamp, writer, baseOrNull, ahead);
  }

  <F> Sibling<F> field(Function<? super V, F> getter) {
    F base = baseOrNull == null ? null : getter.apply(baseOrNull);
    return new Sibling<>(getter.apply(value), stamp, writer, base, isAhead);
  }

  /** Such as {@code tea@3.0 by 00000000000000a1}. */
  @Override
  public String toString() {
    return value
        + "@"
        + stamp
        + " by "
        + writer
        + (baseOrNull == null ? "" : " over " + baseOrNull)
        + (isAhead ? " (ahead)" : "");
  }
}
