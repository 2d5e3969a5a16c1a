package org.rejoin.crdt;

import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class DWFlagProperties extends LawProperties<DWFlag, DWFlag.Editor> {
  @Override
  protected Subject<DWFlag, DWFlag.Editor> subject() {
    return new Subject<>(
        "DWFlag",
        DWFlag.TYPE,
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(DWFlag.Editor editor, SeededRandom random) {
    if (random.chance(60)) {
      editor.enable();
    } else {
      editor.disable();
    }
  }
}
