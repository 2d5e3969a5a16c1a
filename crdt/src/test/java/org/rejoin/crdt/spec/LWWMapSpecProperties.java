package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class LWWMapSpecProperties
    extends SpecProperties<
        LWWMap<String, String>, LWWMap.Editor<String, String>, MapOp, Map<String, String>> {
  LWWMapSpecProperties() {
    super(LWWMap.type(Codecs.utf8(), Codecs.utf8()), new LwwMapSpec(), new ToMap());
  }

  @Override
  protected List<MapOp> fewOps() {
    return List.of(
        new MapOp(MapOp.Kind.PUT, "a", "x"),
        new MapOp(MapOp.Kind.REMOVE, "a", ""),
        new MapOp(MapOp.Kind.PUT, "b", "y"));
  }

  private static final class ToMap
      implements SpecBinding<
          LWWMap<String, String>, LWWMap.Editor<String, String>, MapOp, Map<String, String>> {
    @Override
    public MapOp randomOp(SeededRandom random) {
      int kind = random.below(20);
      return new MapOp(
          kind < 13 ? MapOp.Kind.PUT : kind < 19 ? MapOp.Kind.REMOVE : MapOp.Kind.CLEAR,
          random.pick(List.of("a", "b", "c")),
          random.pick(List.of("x", "y", "z")));
    }

    @Override
    public void apply(LWWMap.Editor<String, String> editor, MapOp op) {
      switch (op.kind()) {
        case PUT -> editor.put(op.key(), op.value());
        case REMOVE -> editor.remove(op.key());
        case CLEAR -> editor.clear();
      }
    }

    @Override
    public Map<String, String> observe(LWWMap<String, String> map) {
      return new TreeMap<>(map.entries());
    }
  }
}
