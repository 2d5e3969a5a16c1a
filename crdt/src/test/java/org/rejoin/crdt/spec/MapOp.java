package org.rejoin.crdt.spec;

/** An operation on a map of values, or on a register if all keys are the same. */
record MapOp(Kind kind, String key, String value) {
  enum Kind {
    PUT,
    REMOVE,
    CLEAR
  }
}
