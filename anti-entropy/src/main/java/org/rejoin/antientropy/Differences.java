package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;

/**
 * Places ({@link Item#place}) whose items differ between two replicas, each list ascending
 * (unsigned) and without repetition. Immutable.
 *
 * @param onlyMine no item at that place on their side
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

  /** Number of places. */
  public int size() {
    return onlyMine.size() + onlyTheirs.size() + both.size();
  }

  /** All but those places at which both sides have items and {@code left} names. */
  public Differences without(LongPredicate left) {
    List<Long> rest = both.stream().filter(place -> !left.test(place)).toList();
    return new Differences(onlyMine, onlyTheirs, rest);
  }

  /** The differences of each part, by its number, as {@code partOf} tells it of a place. */
  public Map<Integer, Differences> split(LongToIntFunction partOf) {
    Map<Integer, List<Long>> mine = byPart(onlyMine, partOf);
    Map<Integer, List<Long>> theirs = byPart(onlyTheirs, partOf);
    Map<Integer, List<Long>> either = byPart(both, partOf);
    Map<Integer, Differences> split = new TreeMap<>();
    for (Map<Integer, List<Long>> parts : List.of(mine, theirs, either)) {
      for (int part : parts.keySet()) {
        split.computeIfAbsent(
            part, p -> new Differences(in(mine, p), in(theirs, p), in(either, p)));
      }
    }
    return split;
  }

  private static Map<Integer, List<Long>> byPart(List<Long> places, LongToIntFunction partOf) {
    Map<Integer, List<Long>> parts = new TreeMap<>();
    places.forEach(
        place ->
            parts.computeIfAbsent(partOf.applyAsInt(place), p -> new ArrayList<>()).add(place));
    return parts;
  }

  private static List<Long> in(Map<Integer, List<Long>> parts, int part) {
    return parts.getOrDefault(part, List.of());
  }
}
