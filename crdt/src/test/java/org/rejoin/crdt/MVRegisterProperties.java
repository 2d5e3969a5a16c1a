package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class MVRegisterProperties extends LawProperties<MVRegister<String>, MVRegister.Editor<String>> {
  @Override
  protected Subject<MVRegister<String>, MVRegister.Editor<String>> subject() {
    return new Subject<>(
        "MVRegister",
        MVRegister.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(MVRegister.Editor<String> editor, SeededRandom random) {
    if (random.chance(85)) {
      editor.set(random.pick(ORSetProperties.ELEMENTS));
    } else {
      editor.clear();
    }
  }
}
