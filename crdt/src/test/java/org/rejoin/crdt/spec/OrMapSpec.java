package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * A map of sets: a key is there if a touch of it or an add under it is known that no other
 * operation on the same saw; its value is that of the set of those adds.
 */
final class OrMapSpec implements Spec<NestedOp, Map<String, Set<String>>> {
  private final OrSetSpec inner = new OrSetSpec();

  @Override
  public boolean writes(NestedOp op) {
    return op.kind() == NestedOp.Kind.TOUCH || op.inner().filter(inner::writes).isPresent();
  }

  @Override
  public boolean replaces(NestedOp op, NestedOp write) {
    return switch (op.kind()) {
      case CLEAR -> true;
      case REMOVE -> op.key().equals(write.key());
      case TOUCH -> op.key().equals(write.key()) && write.kind() == NestedOp.Kind.TOUCH;
      case AT ->
          op.key().equals(write.key())
              && write.inner().isPresent()
              && inner.replaces(op.inner().get(), write.inner().get());
    };
  }

  @Override
  public Map<String, Set<String>> value(List<SpecEvent<NestedOp>> unreplaced) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (SpecEvent<NestedOp> write : unreplaced) {
      Set<String> set = values.computeIfAbsent(write.op().key(), key -> new TreeSet<>());
      write.op().inner().ifPresent(add -> set.add(add.element()));
    }
    return values;
  }
}
