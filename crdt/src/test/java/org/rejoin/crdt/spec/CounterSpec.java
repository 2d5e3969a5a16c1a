package org.rejoin.crdt.spec;

import java.util.List;

/** Both counters: the sum of all amounts added, whoever saw what. */
final class CounterSpec implements Model<Long, Long> {
  @Override
  public boolean writes(Long amount) {
    return true;
  }

  @Override
  public boolean replaces(Long amount, Long write) {
    return false;
  }

  @Override
  public Long value(List<Event<Long>> all) {
    return all.stream().mapToLong(Event::op).sum();
  }

  @Override
  public boolean cumulative() {
    return true;
  }
}
