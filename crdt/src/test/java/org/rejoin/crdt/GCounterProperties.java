package org.rejoin.crdt;

import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.Subject;

class GCounterProperties extends LawProperties<GCounter, GCounter.Editor> {
  @Override
  protected Subject<GCounter, GCounter.Editor> subject() {
    return new Subject<>(
        "GCounter",
        GCounter.TYPE,
        (editor, seen, random) -> {
          for (int i = random.below(3); i > 0; i--) {
            editor.increment(random.below(300));
          }
        });
  }
}
