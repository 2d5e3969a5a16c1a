package org.rejoin.simulations.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codecs;

class EntriesTest {
  private static final CrdtType<GSet<Long>> TYPE = GSet.type(Codecs.int64());

  private static final Origin SELF = Origin.withoutClock(new ReplicaId(1));

  private record Both(Entries entries, GSet<Long> set) {}

  @Test
  @DisplayName("sets of the study are sets of the library: join, novelty, size")
  void agreesWithTheLibrary() {
    Random random = new Random(3);
    List<Both> states = new ArrayList<>();
    states.add(new Both(Entries.NONE, TYPE.bottom()));
    for (int i = 0; i < 300; i++) {
      Both a = states.get(random.nextInt(states.size()));
      Both b = random.nextBoolean() ? states.get(random.nextInt(states.size())) : single(random);
      Joined<GSet<Long>> joined = a.set.join(b.set, JoinReport.none());
      Both both = new Both(a.entries.join(b.entries), joined.state());
      assertThat(both.entries.size()).isEqualTo(both.set.size());
      assertThat(b.entries.novelty(a.entries).size()).isEqualTo(joined.novelty().size());
      assertThat(both.entries).isEqualTo(b.entries.join(a.entries));
      states.add(both);
    }
  }

  private static Both single(Random random) {
    int key = random.nextInt(100);
    GSet<Long> set = TYPE.bottom().edit(SELF, edit -> edit.add((long) key)).state();
    return new Both(Entries.of(new int[] {key}, 1), set);
  }

  @Test
  @DisplayName("the greater value of a key stays, and only that is new")
  void values() {
    Entries old = Entries.of(new int[] {3, 1, 2}, 10);
    Entries young = Entries.of(new int[] {2, 5}, 20);
    Entries joined = old.join(young);
    assertThat(joined.size()).isEqualTo(4);
    assertThat(joined.value(2)).isEqualTo(20);
    assertThat(joined.value(3)).isEqualTo(10);
    assertThat(joined.value(4)).isZero();
    assertThat(young.join(old)).isEqualTo(joined).hasSameHashCodeAs(joined);
    assertThat(old.novelty(joined).isEmpty()).isTrue();
    assertThat(joined.novelty(old)).isEqualTo(young);
    assertThat(old.join(old)).isSameAs(old);
    assertThat(old.join(Entries.NONE)).isSameAs(old);
  }
}
