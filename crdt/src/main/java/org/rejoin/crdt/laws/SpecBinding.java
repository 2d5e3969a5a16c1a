package org.rejoin.crdt.laws;

/**
 * Ties a {@link Spec} to the data type that has to meet it.
 *
 * @param <S> the data type
 * @param <E> its editor
 * @param <O> operations of the specification
 * @param <V> the visible value
 */
public interface SpecBinding<S, E, O, V> {
  /** Some operation, drawn from {@code random} alone. */
  O randomOp(SeededRandom random);

  /** Makes the edit that {@code op} stands for. */
  void apply(E editor, O op);

  /** The visible value of {@code state}. */
  V observe(S state);
}
