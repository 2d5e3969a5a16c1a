package org.rejoin.crdt.spec;

import java.util.List;
import org.rejoin.crdt.MVRegister;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class MVRegisterSpecProperties
    extends SpecProperties<MVRegister<String>, MVRegister.Editor<String>, MapOp, List<String>> {
  MVRegisterSpecProperties() {
    super(MVRegister.type(Codecs.utf8()), new MvRegisterSpec(), new ToRegister());
  }

  static final class ToRegister
      implements SpecBinding<MVRegister<String>, MVRegister.Editor<String>, MapOp, List<String>> {
    @Override
    public MapOp randomOp(SeededRandom random) {
      return new MapOp(
          random.chance(80) ? MapOp.Kind.PUT : MapOp.Kind.CLEAR,
          "only",
          random.pick(List.of("x", "y", "z")));
    }

    @Override
    public void apply(MVRegister.Editor<String> editor, MapOp op) {
      if (op.kind() == MapOp.Kind.PUT) {
        editor.set(op.value());
      } else {
        editor.clear();
      }
    }

    @Override
    public List<String> observe(MVRegister<String> register) {
      return register.values();
    }
  }
}
