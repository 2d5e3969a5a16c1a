package org.rejoin.cluster.engine;

import org.rejoin.cluster.Change;
import org.rejoin.crdt.Editable;

/** Is told of each change of a key, once the table has it. */
interface Changes {
  <S extends Editable<S, E>, E> void changed(Family<S, E> family, KeyRef key, Change<S> change);
}
