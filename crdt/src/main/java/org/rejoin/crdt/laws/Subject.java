package org.rejoin.crdt.laws;

import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;

/**
 * A data type under test.
 *
 * @param name how reports call it
 * @param type the type with its codecs
 * @param edit what its histories are made of
 * @param <S> the data type
 * @param <E> its editor
 */
public record Subject<S extends Editable<S, E>, E>(
    String name, CrdtType<S> type, RandomEdit<S, E> edit) {
  /** A subject whose edits are up to two operations of {@code binding}. */
  public static <S extends Editable<S, E>, E, O, V> Subject<S, E> of(
      String name, CrdtType<S> type, SpecBinding<S, E, O, V> binding) {
    return new Subject<>(
        name,
        type,
        (editor, seen, random) -> {
          for (int i = random.below(3); i > 0; i--) {
            binding.apply(editor, binding.randomOp(random));
          }
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
