package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class RWSetProperties extends LawProperties<RWSet<String>, RWSet.Editor<String>> {
  @Override
  protected Subject<RWSet<String>, RWSet.Editor<String>> subject() {
    return new Subject<>(
        "RWSet",
        RWSet.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(RWSet.Editor<String> editor, SeededRandom random) {
    int kind = random.below(20);
    if (kind < 11) {
      editor.add(random.pick(ORSetProperties.ELEMENTS));
    } else if (kind < 19) {
      editor.remove(random.pick(ORSetProperties.ELEMENTS));
    } else {
      editor.clear();
    }
  }
}
