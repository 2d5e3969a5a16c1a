package org.rejoin.crdt;

import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class ResettableCounterProperties
    extends LawProperties<ResettableCounter, ResettableCounter.Editor> {
  @Override
  protected Subject<ResettableCounter, ResettableCounter.Editor> subject() {
    return new Subject<>(
        "ResettableCounter",
        ResettableCounter.TYPE,
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(ResettableCounter.Editor editor, SeededRandom random) {
    int kind = random.below(20);
    if (kind < 9) {
      editor.increment(random.below(4));
    } else if (kind < 15) {
      editor.decrement(random.below(300));
    } else {
      editor.reset();
    }
  }
}
