package org.rejoin.crdt;

/**
 * A data type whose states are totally ordered, so that a join is the larger of the two: what
 * {@link Lex} needs of its first part.
 *
 * <p>{@code compareTo} agrees with the join: {@code a.compareTo(b) <= 0} exactly when {@code
 * a.join(b)} equals {@code b}. So it is 0 for states of equal bytes only, and bottom is the
 * smallest.
 *
 * @param <S> the type itself
 */
public interface Chain<S extends Chain<S>> extends Crdt<S>, Comparable<S> {}
