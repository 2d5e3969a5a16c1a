package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

/** A register is a map with one key. */
class LWWRegisterSpecProperties
    extends SpecProperties<
        LWWRegister<String>, LWWRegister.Editor<String>, MapOp, Map<String, String>> {
  LWWRegisterSpecProperties() {
    super(LWWRegister.type(Codecs.utf8()), new LwwMapSpec(), new ToRegister());
  }

  @Override
  protected List<MapOp> fewOps() {
    return List.of(
        new MapOp(MapOp.Kind.PUT, "only", "x"),
        new MapOp(MapOp.Kind.CLEAR, "only", ""),
        new MapOp(MapOp.Kind.PUT, "only", "y"));
  }

  private static final class ToRegister
      implements SpecBinding<
          LWWRegister<String>, LWWRegister.Editor<String>, MapOp, Map<String, String>> {
    @Override
    public MapOp randomOp(SeededRandom random) {
      return new MapOp(
          random.chance(80) ? MapOp.Kind.PUT : MapOp.Kind.CLEAR,
          "only",
          random.pick(List.of("x", "y", "z")));
    }

    @Override
    public void apply(LWWRegister.Editor<String> editor, MapOp op) {
      if (op.kind() == MapOp.Kind.PUT) {
        editor.set(op.value());
      } else {
        editor.clear();
      }
    }

    @Override
    public Map<String, String> observe(LWWRegister<String> register) {
      return register.value().map(value -> Map.of("only", value)).orElse(Map.of());
    }
  }
}
