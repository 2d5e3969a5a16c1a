package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.crdt.laws.CheckSuite;

/**
 * Joins of maps that keep an index and differ in many dots, which walk both sides: they have to
 * give what joining part by part does, where each dot is looked up by itself.
 */
class LargeSetsTest {
  private static final CrdtType<ORSet<Long>> SET = ORSet.type(Codecs.int64());

  /** What a round of edits makes of a state. */
  interface Edits<S> {
    S of(S state, int replica, Random random);
  }

  record Case<S extends Crdt<S>>(CrdtType<S> type, Edits<S> edits) {
    @Override
    public String toString() {
      return type.tag();
    }
  }

  static Stream<Case<?>> cases() {
    return Stream.of(
        new Case<>(SET, LargeSetsTest::editSet),
        new Case<>(LWWMap.type(Codecs.int64(), Codecs.int64()), LargeSetsTest::editMap),
        new Case<>(CounterMap.type(Codecs.int64()), LargeSetsTest::editCounters),
        new Case<>(RWSet.type(Codecs.int64()), LargeSetsTest::editRemovals));
  }

  private static Origin origin(int replica, Random random) {
    return new Origin(new ReplicaId(replica + 1), Hlc.ofMillis(1 + random.nextInt(1000)));
  }

  private static ORSet<Long> editSet(ORSet<Long> state, int replica, Random random) {
    return state
        .edit(
            origin(replica, random),
            e -> {
              long element = random.nextInt(700);
              if (random.nextInt(4) == 0) {
                e.remove(element);
              } else {
                e.add(element);
              }
            })
        .state();
  }

  private static LWWMap<Long, Long> editMap(LWWMap<Long, Long> state, int replica, Random random) {
    return state
        .edit(
            origin(replica, random),
            e -> {
              long key = random.nextInt(700);
              if (random.nextInt(4) == 0) {
                e.remove(key);
              } else {
                e.put(key, random.nextLong());
              }
            })
        .state();
  }

  private static CounterMap<Long> editCounters(CounterMap<Long> state, int replica, Random random) {
    return state
        .edit(
            origin(replica, random),
            e -> {
              long key = random.nextInt(700);
              int kind = random.nextInt(8);
              if (kind == 0) {
                e.remove(key);
              } else if (kind < 3) {
                e.decrement(key, 1 + random.nextInt(9));
              } else {
                e.increment(key, 1 + random.nextInt(9));
              }
            })
        .state();
  }

  private static RWSet<Long> editRemovals(RWSet<Long> state, int replica, Random random) {
    return state
        .edit(
            origin(replica, random),
            e -> {
              long element = random.nextInt(700);
              if (random.nextInt(4) == 0) {
                e.remove(element);
              } else {
                e.add(element);
              }
            })
        .state();
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("a join of large states is that of their parts, one after the other")
  <S extends Crdt<S>> void joinsAreThoseOfParts(Case<S> each) {
    Random random = new Random(17);
    for (int round = 0; round < 4; round++) {
      S base = each.type.bottom();
      for (int i = 0; i < 900; i++) {
        base = each.edits.of(base, i % 3, random);
      }
      S one = each.type.read(base.toBytes());
      S two = each.type.read(base.toBytes());
      one.digest(CheckSuite.ONE);
      for (int i = 0; i < 60 + 200 * (round % 2); i++) {
        one = each.edits.of(one, 0, random);
        two = each.edits.of(two, 1, random);
      }
      S parts = one;
      for (S part : two.decompose().toList()) {
        parts = parts.join(part);
      }
      Joined<S> joined = one.join(two, JoinReport.none());
      assertThat(joined.state()).isEqualTo(parts).isEqualTo(two.join(one));
      assertThat(joined.state().toBytes()).isEqualTo(parts.toBytes());
      assertThat(one.join(joined.novelty())).isEqualTo(parts);
      assertThat(joined.novelty().decompose().count()).isLessThan(two.decompose().count());
      assertThat(one.join(two.deltaSince(one.summary()))).isEqualTo(parts);
      assertThat(joined.state().digest(CheckSuite.ONE))
          .isEqualTo(each.type.read(parts.toBytes()).digest(CheckSuite.ONE));
      assertThat(parts.join(two, JoinReport.none()).novelty().isBottom()).isTrue();
    }
  }

  @Test
  @DisplayName("a dot that was spent twice is reported among many, and both sides keep one element")
  void doubleSpentDot() {
    ORSet<Long> base = SET.bottom();
    for (long i = 0; i < 600; i++) {
      long element = i;
      base = base.edit(new Origin(new ReplicaId(1), Hlc.ZERO), e -> e.add(element)).state();
    }
    ORSet<Long> one = base.edit(new Origin(new ReplicaId(2), Hlc.ZERO), e -> e.add(1001L)).state();
    ORSet<Long> two = SET.read(base.toBytes());
    two = two.edit(new Origin(new ReplicaId(2), Hlc.ZERO), e -> e.add(1002L)).state();
    TreeSet<Dot> reported = new TreeSet<>();

    ORSet<Long> joined = one.join(two, reported::add).state();

    assertThat(reported).containsExactly(new Dot(new ReplicaId(2), 1));
    assertThat(joined).isEqualTo(two.join(one));
    assertThat(joined.size()).isEqualTo(601);
    assertThat(joined.contains(1002L)).isTrue();
    assertThat(joined.contains(1001L)).isFalse();
  }

  @Test
  @DisplayName("of two hundred writers each has its element, in large sets and in their halves")
  void manyWriters() {
    ORSet<Long> all = SET.bottom();
    List<ORSet<Long>> parts = new ArrayList<>();
    for (int writer = 1; writer <= 200; writer++) {
      long element = writer;
      ORSet<Long> part =
          SET.bottom()
              .edit(new Origin(new ReplicaId(writer), Hlc.ZERO), e -> e.add(element))
              .state();
      parts.add(part);
      all = all.join(part);
    }
    assertThat(all.decompose().toList()).containsExactlyInAnyOrderElementsOf(parts);
    ORSet<Long> halves = SET.bottom();
    for (ORSet<Long> half : all.halves()) {
      assertThat(half.size()).isBetween(60, 140);
      halves = halves.join(half);
    }
    assertThat(halves).isEqualTo(all);
  }

  @Test
  @DisplayName("an element without dots after one with a dot is refused")
  void laterElementWithoutDots() {
    CanonicalOut out = new CanonicalOut().writeByte(1).writeVarInt(1).writeFixedLong(1);
    out.writeVarLong(0).writeVarLong(0);
    out.writeVarInt(2).writeSignedVarLong(1).writeVarLong(1).writeSignedVarLong(2).writeVarLong(0);
    assertThatThrownBy(() -> SET.read(out.toByteArray()))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("has no dot");
  }
}
