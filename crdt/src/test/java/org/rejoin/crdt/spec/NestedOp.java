package org.rejoin.crdt.spec;

import java.util.Optional;

/** An operation on a map of data types: on a key as such, or on the value under it. */
record NestedOp<O>(Kind kind, String key, Optional<O> inner) {
  enum Kind {
    TOUCH,
    REMOVE,
    CLEAR,
    AT
  }
}
