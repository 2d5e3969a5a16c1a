package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class RWSetSpecProperties
    extends SpecProperties<RWSet<String>, RWSet.Editor<String>, SetOp, Set<String>> {
  RWSetSpecProperties() {
    super(RWSet.type(Codecs.utf8()), new RwSetSpec(), new ToSet());
  }

  static final class ToSet
      implements SpecBinding<RWSet<String>, RWSet.Editor<String>, SetOp, Set<String>> {
    @Override
    public SetOp randomOp(SeededRandom random) {
      return new SetOp(
          random.chance(60) ? SetOp.Kind.ADD : SetOp.Kind.REMOVE,
          random.pick(List.of("a", "b", "c")));
    }

    @Override
    public void apply(RWSet.Editor<String> editor, SetOp op) {
      if (op.kind() == SetOp.Kind.ADD) {
        editor.add(op.element());
      } else {
        editor.remove(op.element());
      }
    }

    @Override
    public Set<String> observe(RWSet<String> set) {
      return new TreeSet<>(set.elements());
    }
  }
}
