package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;

class DotIndexTest {
  private static final List<ReplicaId> IDS =
      List.of(new ReplicaId(1), new ReplicaId(7), new ReplicaId(-3));

  private final Random random = new Random(2);

  @Test
  @DisplayName("an index is what a sorted map is, whatever its history")
  void agreesWithPlainMaps() {
    for (int round = 0; round < 60; round++) {
      int reach = 1 << (2 + random.nextInt(20));
      TreeMap<Dot, String> plain = new TreeMap<>();
      DotIndex<String> index = changed(DotIndex.empty(), plain, reach, random.nextInt(400));
      List<Dot> dots = new ArrayList<>(plain.keySet());
      assertThat(entries(index)).isEqualTo(new ArrayList<>(plain.entrySet()));
      assertThat(entries(DotIndex.of(dots, new ArrayList<>(plain.values()))))
          .isEqualTo(new ArrayList<>(plain.entrySet()));
      for (int i = 0; i < 50; i++) {
        Dot dot = someDot(reach);
        assertThat(index.get(dot)).isEqualTo(plain.get(dot));
      }
      assertThat(index.get(new Dot(IDS.get(0), CausalContext.MAX_COUNTER))).isNull();
    }
  }

  private DotIndex<String> changed(
      DotIndex<String> start, TreeMap<Dot, String> plain, int reach, int steps) {
    DotIndex<String> index = start;
    for (int step = 0; step < steps; step++) {
      Dot dot = plain.isEmpty() || random.nextBoolean() ? someDot(reach) : plain.lastKey();
      if (random.nextInt(3) == 0) {
        DotIndex<String> less = index.without(dot);
        assertThat(less == index).isEqualTo(!plain.containsKey(dot));
        index = less;
        plain.remove(dot);
      } else {
        String value = "v" + random.nextInt(5);
        index = index.with(dot, value);
        plain.put(dot, value);
      }
      assertThat(index.size()).isEqualTo(plain.size());
    }
    return index;
  }

  private Dot someDot(int reach) {
    return new Dot(IDS.get(random.nextInt(3)), 1 + random.nextInt(reach));
  }

  private static List<Map.Entry<Dot, String>> entries(DotIndex<String> index) {
    List<Map.Entry<Dot, String>> all = new ArrayList<>();
    index.forEach((id, counter, value) -> all.add(Map.entry(new Dot(id, counter), value)));
    return all;
  }

  @Test
  @DisplayName("a range gives the dots in it, ascending")
  void ranges() {
    for (int round = 0; round < 100; round++) {
      int reach = 1 << (2 + random.nextInt(12));
      TreeMap<Dot, String> plain = new TreeMap<>();
      DotIndex<String> index = changed(DotIndex.empty(), plain, reach, random.nextInt(200));
      ContextBuilder wanted = CausalContext.builder();
      for (int i = random.nextInt(60); i > 0; i--) {
        wanted.add(someDot(reach));
      }
      CausalContext range = wanted.build();
      List<Dot> found = new ArrayList<>();
      index.forEachIn(range, (id, counter, value) -> found.add(new Dot(id, counter)));
      assertThat(found).isEqualTo(plain.keySet().stream().filter(range::contains).toList());
    }
  }

  @Test
  @DisplayName("a comparison tells what is only here, and what differs")
  void comparisons() {
    for (int round = 0; round < 200; round++) {
      int reach = 1 << (2 + random.nextInt(10));
      TreeMap<Dot, String> base = new TreeMap<>();
      DotIndex<String> index = changed(DotIndex.empty(), base, reach, random.nextInt(200));
      TreeMap<Dot, String> mine = new TreeMap<>(base);
      TreeMap<Dot, String> yours = new TreeMap<>(base);
      DotIndex<String> here = changed(index, mine, reach, random.nextInt(20));
      DotIndex<String> there = changed(index, yours, 4 * reach, random.nextInt(20));
      Differences differences = new Differences(random.nextBoolean());
      here.compare(there, differences);
      mine.forEach(
          (dot, value) -> {
            assertThat(differences.onlyHere.contains(dot)).isEqualTo(!yours.containsKey(dot));
            if (yours.containsKey(dot) && !value.equals(yours.get(dot))) {
              assertThat(differences.both).contains(dot);
            }
          });
      assertThat(mine.keySet()).containsAll(differences.both).containsAll(differences.onlyHere);
    }
  }

  private static final class Differences implements DotIndex.Comparison<String> {
    private final List<Dot> onlyHere = new ArrayList<>();
    private final List<Dot> both = new ArrayList<>();
    private final boolean looks;

    Differences(boolean looks) {
      this.looks = looks;
    }

    @Override
    public void onlyHere(ReplicaId replica, long counter) {
      onlyHere.add(new Dot(replica, counter));
    }

    @Override
    public void both(ReplicaId replica, long counter, String here, String there) {
      both.add(new Dot(replica, counter));
    }

    @Override
    public boolean alike(Object[] here, Object[] there) {
      if (looks) {
        for (int i = 0; i < here.length; i++) {
          if (!Objects.equals(here[i], there[i])) {
            return false;
          }
        }
      }
      return looks;
    }
  }
}
