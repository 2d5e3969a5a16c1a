package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** The sum of all amounts but those that a reset saw. */
final class ResettableCounterSpec implements Spec<CountOp, Long> {
  @Override
  public boolean writes(CountOp op) {
    return op.amount().orElse(0) != 0;
  }

  @Override
  public boolean replaces(CountOp op, CountOp write) {
    return op.amount().isEmpty();
  }

  @Override
  public Long value(List<SpecEvent<CountOp>> unreplaced) {
    return unreplaced.stream().mapToLong(count -> count.op().amount().getAsLong()).sum();
  }

  @Override
  public boolean cumulative() {
    return true;
  }
}
