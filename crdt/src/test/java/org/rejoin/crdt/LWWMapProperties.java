package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class LWWMapProperties extends LawProperties<LWWMap<String, Long>, LWWMap.Editor<String, Long>> {
  @Override
  protected Subject<LWWMap<String, Long>, LWWMap.Editor<String, Long>> subject() {
    return new Subject<>(
        "LWWMap",
        LWWMap.type(Codecs.utf8(), Codecs.int64()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(LWWMap.Editor<String, Long> editor, SeededRandom random) {
    int kind = random.below(20);
    if (kind < 13) {
      editor.put(random.pick(ORSetProperties.ELEMENTS), (long) random.below(3));
    } else if (kind < 19) {
      editor.remove(random.pick(ORSetProperties.ELEMENTS));
    } else {
      editor.clear();
    }
  }
}
