package org.rejoin.crdt;

import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class EWFlagProperties extends LawProperties<EWFlag, EWFlag.Editor> {
  @Override
  protected Subject<EWFlag, EWFlag.Editor> subject() {
    return new Subject<>(
        "EWFlag",
        EWFlag.TYPE,
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(EWFlag.Editor editor, SeededRandom random) {
    if (random.chance(60)) {
      editor.enable();
    } else {
      editor.disable();
    }
  }
}
