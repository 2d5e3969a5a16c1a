package org.rejoin.crdt.spec;

import java.util.Optional;

/** An operation on a map of sets: on a key as such, or on the set under it. */
record NestedOp(Kind kind, String key, Optional<SetOp> inner) {
  enum Kind {
    TOUCH,
    REMOVE,
    CLEAR,
    AT
  }
}
