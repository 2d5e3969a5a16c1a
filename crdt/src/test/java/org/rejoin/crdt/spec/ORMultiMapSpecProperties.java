package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.ORMultiMap;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.spec.NestedOp.Kind;

/** A multimap is a map of sets that nobody touches. */
class ORMultiMapSpecProperties
    extends SpecProperties<
        ORMultiMap<String, String>,
        ORMultiMap.Editor<String, String>,
        NestedOp<SetOp>,
        Map<String, Set<String>>> {
  ORMultiMapSpecProperties() {
    super(
        ORMultiMap.type(Codecs.utf8(), Codecs.utf8()),
        new OrMapSpec<>(new OrSetSpec()),
        new ToMultiMap());
  }

  private static final class ToMultiMap
      implements SpecBinding<
          ORMultiMap<String, String>,
          ORMultiMap.Editor<String, String>,
          NestedOp<SetOp>,
          Map<String, Set<String>>> {
    @Override
    public NestedOp<SetOp> randomOp(SeededRandom random) {
      String key = random.pick(List.of("k", "m"));
      String value = random.pick(List.of("a", "b"));
      int kind = random.below(20);
      if (kind < 15) {
        SetOp.Kind inner = kind < 10 ? SetOp.Kind.ADD : SetOp.Kind.REMOVE;
        return new NestedOp<>(Kind.AT, key, Optional.of(new SetOp(inner, value)));
      }
      return new NestedOp<>(kind < 19 ? Kind.REMOVE : Kind.CLEAR, key, Optional.empty());
    }

    @Override
    public void apply(ORMultiMap.Editor<String, String> editor, NestedOp<SetOp> op) {
      switch (op.kind()) {
        case REMOVE -> editor.removeAll(op.key());
        case CLEAR -> editor.clear();
        case AT -> change(editor, op.key(), op.inner().get());
        case TOUCH -> throw new IllegalArgumentException("a multimap cannot be touched: " + op);
      }
    }

    private static void change(ORMultiMap.Editor<String, String> editor, String key, SetOp op) {
      if (op.kind() == SetOp.Kind.ADD) {
        editor.put(key, op.element());
      } else {
        editor.remove(key, op.element());
      }
    }

    @Override
    public Map<String, Set<String>> observe(ORMultiMap<String, String> map) {
      Map<String, Set<String>> values = new TreeMap<>();
      map.entries().forEach((key, set) -> values.put(key, new TreeSet<>(set)));
      return values;
    }
  }
}
