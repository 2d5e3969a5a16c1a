package org.rejoin.crdt.spec;

/** An operation on a set; clear is the removal of everything. */
record SetOp(Kind kind, String element) {
  enum Kind {
    ADD,
    REMOVE,
    CLEAR
  }
}
