package org.rejoin.crdt.spec;

import java.util.OptionalLong;

/** Counts an amount, of either sign, or resets the counter. */
record CountOp(OptionalLong amount) {
  static CountOp count(long amount) {
    return new CountOp(OptionalLong.of(amount));
  }

  static CountOp reset() {
    return new CountOp(OptionalLong.empty());
  }
}
