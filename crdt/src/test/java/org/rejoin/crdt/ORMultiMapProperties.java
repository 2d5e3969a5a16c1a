package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class ORMultiMapProperties
    extends LawProperties<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> {
  @Override
  protected Subject<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> subject() {
    return new Subject<>(
        "ORMultiMap",
        ORMultiMap.type(Codecs.utf8(), Codecs.int64()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(ORMultiMap.Editor<String, Long> editor, SeededRandom random) {
    String key = random.pick(ORSetProperties.ELEMENTS.subList(0, 3));
    long value = random.below(3);
    int kind = random.below(20);
    if (kind < 11) {
      editor.put(key, value);
    } else if (kind < 16) {
      editor.remove(key, value);
    } else if (kind < 19) {
      editor.removeAll(key);
    } else {
      editor.clear();
    }
  }
}
