package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.Subject;

/** Cuts and seals over real states: users see what they would if nothing was ever forgotten. */
class ClusterTest {
  private static final int SEEDS = Boolean.getBoolean("rejoin.long") ? 2_000 : 60;
  private static final List<String> ELEMENTS = List.of("a", "b", "c");

  private static final Subject<ORSet<String>, ORSet.Editor<String>> SET =
      new Subject<>(
          "set",
          ORSet.type(Codecs.utf8()),
          (editor, seen, random) -> {
            if (random.chance(60)) {
              editor.add(random.pick(ELEMENTS));
            } else {
              editor.remove(random.pick(ELEMENTS));
            }
          });
  private static final Subject<RWSet<String>, RWSet.Editor<String>> REMOVALS =
      new Subject<>(
          "removals",
          RWSet.type(Codecs.utf8()),
          (editor, seen, random) -> {
            if (random.chance(50)) {
              editor.add(random.pick(ELEMENTS));
            } else {
              editor.remove(random.pick(ELEMENTS));
            }
          });
  private static final Subject<GCounter, GCounter.Editor> COUNT =
      new Subject<>("count", GCounter.TYPE, (editor, seen, random) -> editor.increment());

  @Test
  void forgetting_isNotSeen() {
    int decided = 0;
    int dots = 0;
    int readmitted = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Cluster cluster = new Cluster(3, List.of(SET, REMOVALS, COUNT), seed);
        for (int step = 0; step < 600; step++) {
          cluster.step();
        }
        cluster.heal();
        decided += cluster.decided();
        dots += cluster.settledDots();
        readmitted += cluster.readmitted();
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
    assertThat(decided).isGreaterThan(SEEDS);
    assertThat(dots).isGreaterThan(SEEDS);
    assertThat(readmitted).isPositive();
  }
}
