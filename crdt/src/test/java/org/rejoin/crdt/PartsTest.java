package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.laws.CheckSuite;

/** What large states are told to lack, where the laws try small ones. */
class PartsTest {
  private static final HashSuite SUITE = CheckSuite.ONE;
  private static final Origin AT_A = new Origin(new ReplicaId(1), Hlc.ofMillis(1));
  private static final Origin AT_B = new Origin(new ReplicaId(2), Hlc.ofMillis(2));

  private static List<String> elements(int count) {
    return IntStream.range(0, count).mapToObj(i -> "element " + i).toList();
  }

  private static ORSet<String> set(int count) {
    return ORSet.type(Codecs.utf8()).bottom().edit(AT_A, e -> e.addAll(elements(count))).state();
  }

  private static Set<Digest128> hashes(Crdt<?> state) {
    Set<Digest128> hashes = new HashSet<>();
    state.parts().forEach(SUITE, hashes::add);
    return hashes;
  }

  private static <S extends Crdt<S>> S missing(S here, S there) {
    Set<Digest128> mine = hashes(here);
    Set<Digest128> theirs = hashes(there);
    S lacking = here.parts().choose(SUITE, hash -> !theirs.contains(hash));
    S extra = there.parts().choose(SUITE, hash -> !mine.contains(hash));
    Parts<S> peer = there.parts();
    return here.parts().missing(new Parts.Peer<>(peer.outline(), lacking, peer.names(extra)));
  }

  @Test
  @DisplayName("an outline does not grow with what is alive, a summary after removals does")
  void outlinesAreShort() {
    ORSet<String> set =
        set(4000)
            .edit(AT_A, e -> IntStream.range(0, 2000).forEach(i -> e.remove("element " + 2 * i)))
            .state();
    assertThat(set.parts().outline().toBytes().length).isLessThan(40);
    assertThat(set.summary().toBytes().length).isGreaterThan(4000);
  }

  @Test
  @DisplayName("who lacks an addition gets it alone; who has not heard of a removal, its dot")
  void oneOfMany() {
    ORSet<String> all = set(4000);
    ORSet<String> added = all.edit(AT_B, e -> e.add("tea")).state();
    ORSet<String> removed = all.edit(AT_B, e -> e.remove("element 7")).state();

    assertThat(missing(added, all)).isEqualTo(added.deltaSince(all.summary()));
    assertThat(missing(added, all).toBytes().length).isLessThan(40);
    assertThat(missing(all, added).isBottom()).isTrue();

    assertThat(missing(removed, all)).isEqualTo(removed.deltaSince(all.summary()));
    assertThat(missing(removed, all).toBytes().length).isLessThan(40);
    assertThat(missing(all, removed).isBottom()).as("what was removed is not sent back").isTrue();
  }

  @Test
  @DisplayName("parts of causal states tell exactly what summaries tell")
  void asBySummary() {
    ORMap<String, ResettableCounter, ResettableCounter.Editor> empty =
        ORMap.type(Codecs.utf8(), ResettableCounter.TYPE).bottom();
    var common = empty.edit(AT_A, e -> e.at("a", c -> c.increment(3)).at("b", c -> c.increment(1)));
    var here = common.state().edit(AT_A, e -> e.at("a", c -> c.increment(2)).remove("b")).state();
    var there = common.state().edit(AT_B, e -> e.at("b", c -> c.increment(9)).remove("a")).state();
    assertThat(missing(here, there)).isEqualTo(here.deltaSince(there.summary()));
    assertThat(missing(there, here)).isEqualTo(there.deltaSince(here.summary()));
  }

  @Test
  @DisplayName("parts that both sides of a pair hold are two")
  void sidesAreTold() {
    var type = Pair.type(GSet.type(Codecs.utf8()), GSet.type(Codecs.utf8()));
    var both =
        type.bottom().edit(AT_A, e -> e.first(one -> one.add("x")).second(two -> two.add("x")));
    var one = type.bottom().edit(AT_A, e -> e.first(set -> set.add("x")));
    assertThat(hashes(both.state())).hasSize(2);
    assertThat(missing(both.state(), one.state()).second().elements()).containsExactly("x");
    assertThat(missing(both.state(), one.state()).first().elements()).isEmpty();
  }
}
