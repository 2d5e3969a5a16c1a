package org.rejoin.antientropy;

import java.util.List;

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
}
