package org.rejoin.crdt;

import java.util.List;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class ORSetProperties extends LawProperties<ORSet<String>, ORSet.Editor<String>> {
  static final List<String> ELEMENTS = List.of("", "a", "b", "aa", "\u00e9", "\ud83c\udf75");

  @Override
  protected Subject<ORSet<String>, ORSet.Editor<String>> subject() {
    return new Subject<>(
        "ORSet",
        ORSet.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(ORSet.Editor<String> editor, SeededRandom random) {
    int kind = random.below(20);
    if (kind < 12) {
      editor.add(random.pick(ELEMENTS));
    } else if (kind < 19) {
      editor.remove(random.pick(ELEMENTS));
    } else {
      editor.clear();
    }
  }
}
