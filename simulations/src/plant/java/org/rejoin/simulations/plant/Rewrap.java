package org.rejoin.simulations.plant;

import java.util.function.Consumer;
import org.rejoin.cluster.engine.Input;
import org.rejoin.crdt.Editable;

/** Changes what clients want done. */
final class Rewrap {
  private Rewrap() {}

  /** Another change, of which only the type of the editor is known. */
  interface Other {
    <E> Consumer<E> of(Consumer<E> change);
  }

  /** The same update with another change if its type has such a tag; else the input itself. */
  static Input updates(Input input, String tag, Other other) {
    return input instanceof Input.Update<?, ?> update && update.spec().type().tag().startsWith(tag)
        ? with(update, other)
        : input;
  }

  private static <S extends Editable<S, E>, E> Input with(Input.Update<S, E> update, Other other) {
    return new Input.Update<>(
        update.op(), update.spec(), update.key(), other.of(update.change()), update.write());
  }
}
