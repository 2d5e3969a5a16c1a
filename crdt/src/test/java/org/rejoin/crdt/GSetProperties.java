package org.rejoin.crdt;

import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.Subject;

class GSetProperties extends LawProperties<GSet<String>, GSet.Editor<String>> {
  @Override
  protected Subject<GSet<String>, GSet.Editor<String>> subject() {
    return new Subject<>(
        "GSet",
        GSet.type(Codecs.utf8()),
        (editor, seen, random) -> {
          for (int i = random.below(4); i > 0; i--) {
            editor.add(
                random.chance(50)
                    ? random.pick(ORSetProperties.ELEMENTS)
                    : Integer.toString(random.below(40)));
          }
        });
  }
}
