package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * Remove wins: an element is in if there are operations on it that no other operation on it saw,
 * and all of them are adds. (A clear is so many removals, and so no operation here.)
 */
final class RwSetSpec implements Spec<SetOp, Set<String>> {
  @Override
  public boolean writes(SetOp op) {
    return true;
  }

  @Override
  public boolean replaces(SetOp op, SetOp write) {
    return op.element().equals(write.element());
  }

  @Override
  public Set<String> value(List<SpecEvent<SetOp>> unreplaced) {
    Set<String> elements = new TreeSet<>();
    unreplaced.forEach(write -> elements.add(write.op().element()));
    unreplaced.stream()
        .filter(write -> write.op().kind() == SetOp.Kind.REMOVE)
        .forEach(write -> elements.remove(write.op().element()));
    return elements;
  }
}
