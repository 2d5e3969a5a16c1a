package org.rejoin.antientropy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;

/**
 * Key hashes whose items differ between two replicas, each list ascending (unsigned) and without
 * repetition. Immutable.
 *
 * @param onlyMine no item of that key hash on their side
 * @param onlyTheirs none on mine
 * @param both items on both sides, not the same ones
 */
public record Differences(List<Long> onlyMine, List<Long> onlyTheirs, List<Long> both) {
  /** No difference. */
  public static final Differences NONE = new Differences(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Differences {
    onlyMine = List.copyOf(onlyMine);
    onlyTheirs = List.copyOf(onlyTheirs);
    both = List.copyOf(both);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Number of key hashes. */
  public int size() {
    return onlyMine.size() + onlyTheirs.size() + both.size();
  }

  /** The differences of each part, by its number, as {@code partOf} tells it of a key hash. */
  public Map<Integer, Differences> split(LongToIntFunction partOf) {
    TreeSet<Integer> parts = new TreeSet<>();
    for (List<Long> hashes : List.of(onlyMine, onlyTheirs, both)) {
      hashes.forEach(hash -> parts.add(partOf.applyAsInt(hash)));
    }
    Map<Integer, Differences> split = new TreeMap<>();
    for (int part : parts) {
      LongPredicate isIn = hash -> partOf.applyAsInt(hash) == part;
      split.put(part, new Differences(in(onlyMine, isIn), in(onlyTheirs, isIn), in(both, isIn)));
    }
    return split;
  }

  private static List<Long> in(List<Long> hashes, LongPredicate part) {
    return hashes.stream().filter(part::test).toList();
  }
}
