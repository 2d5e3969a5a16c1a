package org.rejoin.conflict;

/**
 * Decides what concurrent writers left open. Used on reads: siblings stay as they are and the
 * resolution is a view of them, so replicas agree if the resolver is a pure function of the
 * siblings: no clock, no randomness, no state, nothing of thread, locale or zone. {@code
 * org.rejoin.conflict.laws} checks that.
 *
 * <p>It may throw: the read then shows all siblings, marked as failed. Thread-safe.
 */
public interface Resolver<V> {
  /** What it is called in reports. */
  String name();

  /** To be raised with each change of what it decides. */
  int version();

  /** Decides between {@code siblings}, two or more when the library asks. */
  Resolution<V> resolve(Siblings<V> siblings);
}
