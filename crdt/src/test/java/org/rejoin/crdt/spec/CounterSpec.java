package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** Both counters: the sum of all amounts added, whoever saw what. */
final class CounterSpec implements Spec<Long, Long> {
  @Override
  public boolean writes(Long amount) {
    return true;
  }

  @Override
  public boolean replaces(Long amount, Long write) {
    return false;
  }

  @Override
  public Long value(List<SpecEvent<Long>> all) {
    return all.stream().mapToLong(SpecEvent::op).sum();
  }

  @Override
  public boolean cumulative() {
    return true;
  }
}
