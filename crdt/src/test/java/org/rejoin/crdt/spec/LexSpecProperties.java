package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.Lex;
import org.rejoin.crdt.MaxRegister;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

class LexSpecProperties
    extends SpecProperties<
        Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>,
        Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>>,
        String,
        Map<String, Set<String>>> {
  LexSpecProperties() {
    super(Lex.type(MaxRegister.unsigned(), ORSet.type(Codecs.utf8())), new LexSpec(), new ToLex());
  }

  @Override
  protected List<String> fewOps() {
    return List.of("+a", "1", "-a");
  }

  private static final class ToLex
      implements SpecBinding<
          Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>,
          Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>>,
          String,
          Map<String, Set<String>>> {
    @Override
    public String randomOp(SeededRandom random) {
      int kind = random.below(10);
      String element = random.pick(List.of("a", "b", "c"));
      return kind < 2 ? "" + random.below(4) : kind < 7 ? "+" + element : "-" + element;
    }

    /** Each operation changes something, so that its delta carries the rank on. */
    @Override
    public void apply(
        Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>> editor, String op) {
      String rest = op.substring(1);
      switch (op.charAt(0)) {
        case '+' -> editor.second(set -> set.add(rest));
        case '-' -> editor.second(set -> set.add(rest)).second(set -> set.remove(rest));
        default -> {
          editor.first(rank -> rank.offer(Long.parseLong(op)));
          editor.second(set -> set.add("x")).second(set -> set.remove("x"));
        }
      }
    }

    @Override
    public Map<String, Set<String>> observe(
        Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>
            state) {
      String rank = state.first().value().map(Object::toString).orElse("-1");
      return Map.of(rank, new TreeSet<>(state.second().elements()));
    }
  }
}
