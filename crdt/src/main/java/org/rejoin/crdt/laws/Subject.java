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
  @Override
  public String toString() {
    return name;
  }
}
