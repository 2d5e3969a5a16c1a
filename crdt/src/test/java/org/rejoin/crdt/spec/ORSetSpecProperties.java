package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class ORSetSpecProperties
    extends SpecProperties<ORSet<String>, ORSet.Editor<String>, SetOp, Set<String>> {
  ORSetSpecProperties() {
    super(ORSet.type(Codecs.utf8()), new OrSetSpec(), new ToSet());
  }

  @Override
  protected List<SetOp> fewOps() {
    return List.of(
        new SetOp(SetOp.Kind.ADD, "a"),
        new SetOp(SetOp.Kind.REMOVE, "a"),
        new SetOp(SetOp.Kind.ADD, "b"),
        new SetOp(SetOp.Kind.CLEAR, ""));
  }

  static final class ToSet
      implements SpecBinding<ORSet<String>, ORSet.Editor<String>, SetOp, Set<String>> {
    @Override
    public SetOp randomOp(SeededRandom random) {
      int kind = random.below(20);
      return new SetOp(
          kind < 12 ? SetOp.Kind.ADD : kind < 19 ? SetOp.Kind.REMOVE : SetOp.Kind.CLEAR,
          random.pick(List.of("a", "b", "c")));
    }

    @Override
    public void apply(ORSet.Editor<String> editor, SetOp op) {
      switch (op.kind()) {
        case ADD -> editor.add(op.element());
        case REMOVE -> editor.remove(op.element());
        case CLEAR -> editor.clear();
      }
    }

    @Override
    public Set<String> observe(ORSet<String> set) {
      return new TreeSet<>(set.elements());
    }
  }
}
