package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/** Add wins: an element is in if one of its adds is known that no other operation on it saw. */
final class OrSetSpec implements Spec<SetOp, Set<String>> {
  @Override
  public boolean writes(SetOp op) {
    return op.kind() == SetOp.Kind.ADD;
  }

  @Override
  public boolean replaces(SetOp op, SetOp write) {
    return op.kind() == SetOp.Kind.CLEAR || op.element().equals(write.element());
  }

  @Override
  public Set<String> value(List<SpecEvent<SetOp>> unreplaced) {
    Set<String> elements = new TreeSet<>();
    unreplaced.forEach(add -> elements.add(add.op().element()));
    return elements;
  }
}
