package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class CounterMapProperties extends LawProperties<CounterMap<String>, CounterMap.Editor<String>> {
  @Override
  protected Subject<CounterMap<String>, CounterMap.Editor<String>> subject() {
    return new Subject<>(
        "CounterMap",
        CounterMap.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(CounterMap.Editor<String> editor, SeededRandom random) {
    String key = random.pick(ORSetProperties.ELEMENTS.subList(0, 3));
    int kind = random.below(20);
    if (kind < 8) {
      editor.increment(key, random.below(4));
    } else if (kind < 13) {
      editor.decrement(key, random.below(300));
    } else if (kind < 19) {
      editor.remove(key);
    } else {
      editor.clear();
    }
  }
}
