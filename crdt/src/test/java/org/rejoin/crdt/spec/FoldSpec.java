package org.rejoin.crdt.spec;

import java.util.List;
import java.util.function.Function;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** The value is a function of all operations made, whoever saw what. */
record FoldSpec<O, V>(Function<List<O>, V> fold) implements Spec<O, V> {
  @Override
  public boolean writes(O op) {
    return true;
  }

  @Override
  public boolean replaces(O op, O write) {
    return false;
  }

  @Override
  public V value(List<SpecEvent<O>> all) {
    return fold.apply(all.stream().map(SpecEvent::op).toList());
  }

  /** An operation that changes nothing where it is made leaves an empty delta. */
  @Override
  public boolean cumulative() {
    return true;
  }
}
