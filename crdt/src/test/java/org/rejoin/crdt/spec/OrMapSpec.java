package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * A map of data types: without what a removal of its key saw, a value is what its own model says. A
 * key is there if its value shows something, or a touch of it is known that no removal saw.
 */
final class OrMapSpec<O, V> implements Spec<NestedOp<O>, Map<String, V>> {
  private final Spec<O, V> inner;

  OrMapSpec(Spec<O, V> inner) {
    this.inner = inner;
  }

  @Override
  public boolean writes(NestedOp<O> op) {
    return op.kind() == NestedOp.Kind.TOUCH || op.inner().filter(inner::writes).isPresent();
  }

  @Override
  public boolean replaces(NestedOp<O> op, NestedOp<O> write) {
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
  public Map<String, V> value(List<SpecEvent<NestedOp<O>>> unreplaced) {
    Map<String, V> values = new TreeMap<>();
    unreplaced.stream()
        .collect(Collectors.groupingBy(write -> write.op().key()))
        .forEach(
            (key, writes) -> {
              List<SpecEvent<O>> inside = writes.stream().flatMap(this::inside).toList();
              if (inside.size() < writes.size() || shows(inside)) {
                values.put(key, inner.value(inside));
              }
            });
    return values;
  }

  /** Amounts that add up to zero are something all the same. */
  private boolean shows(List<SpecEvent<O>> inside) {
    return inner.cumulative()
        ? !inside.isEmpty()
        : !inner.value(inside).equals(inner.value(List.of()));
  }

  private Stream<SpecEvent<O>> inside(SpecEvent<NestedOp<O>> write) {
    return write.op().inner().stream()
        .map(op -> new SpecEvent<>(write.id(), write.stamp(), op, write.saw(), write.replaced()));
  }

  @Override
  public boolean cumulative() {
    return inner.cumulative();
  }
}
