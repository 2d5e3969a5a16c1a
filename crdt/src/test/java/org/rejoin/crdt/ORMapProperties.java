package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/** Maps of maps of sets: three levels under one context. */
class ORMapProperties
    extends LawProperties<
        ORMap<
            String,
            ORMap<String, ORSet<String>, ORSet.Editor<String>>,
            ORMap.Editor<String, ORSet.Editor<String>>>,
        ORMap.Editor<String, ORMap.Editor<String, ORSet.Editor<String>>>> {
  @Override
  protected Subject<
          ORMap<
              String,
              ORMap<String, ORSet<String>, ORSet.Editor<String>>,
              ORMap.Editor<String, ORSet.Editor<String>>>,
          ORMap.Editor<String, ORMap.Editor<String, ORSet.Editor<String>>>>
      subject() {
    return new Subject<>(
        "ORMap of ORMap of ORSet",
        ORMap.type(Codecs.utf8(), ORMap.type(Codecs.utf8(), ORSet.type(Codecs.utf8()))),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  private static void change(
      ORMap.Editor<String, ORMap.Editor<String, ORSet.Editor<String>>> editor,
      SeededRandom random) {
    String key = random.pick(ORSetProperties.ELEMENTS.subList(0, 3));
    int kind = random.below(20);
    if (kind < 13) {
      editor.at(key, inner -> changeInner(inner, random));
    } else if (kind < 15) {
      editor.touch(key);
    } else if (kind < 19) {
      editor.remove(key);
    } else {
      editor.clear();
    }
  }

  private static void changeInner(
      ORMap.Editor<String, ORSet.Editor<String>> editor, SeededRandom random) {
    String key = random.pick(ORSetProperties.ELEMENTS.subList(0, 3));
    int kind = random.below(20);
    if (kind < 15) {
      editor.at(key, set -> ORSetProperties.change(set, random));
    } else if (kind < 16) {
      editor.touch(key);
    } else {
      editor.remove(key);
    }
  }
}
