package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

class LWWRegisterProperties extends LawProperties<LWWRegister<String>, LWWRegister.Editor<String>> {
  @Override
  protected Subject<LWWRegister<String>, LWWRegister.Editor<String>> subject() {
    return new Subject<>(
        "LWWRegister",
        LWWRegister.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(3); i > 0; i--) {
            change(editor, random);
          }
        });
  }

  static void change(LWWRegister.Editor<String> editor, SeededRandom random) {
    if (random.chance(85)) {
      editor.set(random.pick(ORSetProperties.ELEMENTS));
    } else {
      editor.clear();
    }
  }
}
