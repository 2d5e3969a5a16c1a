package org.rejoin.cluster.store;

import java.util.List;
import java.util.TreeSet;

/**
 * Changes to the records of one group that are made together or not at all.
 *
 * @param group index of the group, below that of {@link StoreHeader#groups}
 * @param puts records that are new or replace those of their names
 * @param removals names whose records go; of none that is there is no error
 */
public record Batch(int group, List<Stored> puts, List<ItemId> removals) {
  /** Copies the lists; refuses a name that occurs twice. */
  public Batch {
    puts = List.copyOf(puts);
    removals = List.copyOf(removals);
    TreeSet<ItemId> names = new TreeSet<>(removals);
    puts.forEach(put -> names.add(put.item()));
    if (names.size() < puts.size() + removals.size()) {
      throw new IllegalArgumentException("a batch names each record once: " + puts + removals);
    }
  }

  /** A batch that removes nothing. */
  public static Batch of(int group, List<Stored> puts) {
    return new Batch(group, puts, List.of());
  }

  /** Bytes of all records. */
  public long sizeBytes() {
    return puts.stream().mapToLong(put -> put.bytes().length).sum();
  }
}
