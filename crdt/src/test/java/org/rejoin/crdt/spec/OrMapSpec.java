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
 * key is there if its value is not that of nothing, or a touch of it is known that no removal saw.
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
    V nothing = inner.value(List.of());
    unreplaced.stream()
        .collect(Collectors.groupingBy(write -> write.op().key()))
        .forEach(
            (key, writes) -> {
              V value = inner.value(writes.stream().flatMap(this::inside).toList());
              boolean touched = writes.stream().anyMatch(write -> write.op().inner().isEmpty());
              if (touched || !value.equals(nothing)) {
                values.put(key, value);
              }
            });
    return values;
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
