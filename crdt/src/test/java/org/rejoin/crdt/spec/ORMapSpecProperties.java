package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.spec.NestedOp.Kind;

class ORMapSpecProperties
    extends SpecProperties<
        ORMap<String, ORSet<String>, ORSet.Editor<String>>,
        ORMap.Editor<String, ORSet.Editor<String>>,
        NestedOp,
        Map<String, Set<String>>> {
  ORMapSpecProperties() {
    super(ORMap.type(Codecs.utf8(), ORSet.type(Codecs.utf8())), new OrMapSpec(), new ToMapOfSets());
  }

  private static final class ToMapOfSets
      implements SpecBinding<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>,
          NestedOp,
          Map<String, Set<String>>> {
    @Override
    public NestedOp randomOp(SeededRandom random) {
      String key = random.pick(List.of("k", "m"));
      int kind = random.below(20);
      if (kind < 13) {
        SetOp.Kind inner =
            kind < 8 ? SetOp.Kind.ADD : kind < 12 ? SetOp.Kind.REMOVE : SetOp.Kind.CLEAR;
        return new NestedOp(
            Kind.AT, key, Optional.of(new SetOp(inner, random.pick(List.of("a", "b")))));
      }
      Kind outer = kind < 15 ? Kind.TOUCH : kind < 19 ? Kind.REMOVE : Kind.CLEAR;
      return new NestedOp(outer, key, Optional.empty());
    }

    @Override
    public void apply(ORMap.Editor<String, ORSet.Editor<String>> editor, NestedOp op) {
      switch (op.kind()) {
        case TOUCH -> editor.touch(op.key());
        case REMOVE -> editor.remove(op.key());
        case CLEAR -> editor.clear();
        case AT -> editor.at(op.key(), set -> apply(set, op.inner().get()));
      }
    }

    private static void apply(ORSet.Editor<String> set, SetOp op) {
      switch (op.kind()) {
        case ADD -> set.add(op.element());
        case REMOVE -> set.remove(op.element());
        case CLEAR -> set.clear();
      }
    }

    @Override
    public Map<String, Set<String>> observe(
        ORMap<String, ORSet<String>, ORSet.Editor<String>> map) {
      Map<String, Set<String>> values = new TreeMap<>();
      for (String key : map.keys()) {
        values.put(key, new TreeSet<>(map.get(key).orElseThrow().elements()));
      }
      return values;
    }
  }
}
