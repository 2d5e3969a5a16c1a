package org.rejoin.crdt;

import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.Subject;

class PNCounterProperties extends LawProperties<PNCounter, PNCounter.Editor> {
  @Override
  protected Subject<PNCounter, PNCounter.Editor> subject() {
    return new Subject<>(
        "PNCounter",
        PNCounter.TYPE,
        (editor, seen, random) -> {
          for (int i = random.below(3); i > 0; i--) {
            if (random.chance(50)) {
              editor.increment(random.below(300));
            } else {
              editor.decrement(random.below(300));
            }
          }
        });
  }
}
