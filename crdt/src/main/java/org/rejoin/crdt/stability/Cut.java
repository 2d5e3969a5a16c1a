package org.rejoin.crdt.stability;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;

/**
 * What all members agree to forget: a proposal until it is decided, then the decision. Immutable.
 *
 * @param id its identity
 * @param after the cut that a member must have adopted before it can answer
 * @param epochs key to the delete epoch that is subtracted from its number, each at least 1
 * @param dots key to the dots of removed elements that go
 * @param seals the ids that end, ascending; their ceilings grow until the decision
 */
public record Cut(
    CutId id,
    CutId after,
    SortedMap<Bytes, Long> epochs,
    SortedMap<Bytes, StableDots> dots,
    List<Seal> seals) {
  /** The most that one cut names, delete epochs and dots together. */
  public static final int MAX_NAMES = 65_536;

  /**
   * Copies the collections; refuses a cut that does not follow {@code after} or names more than
   * {@link #MAX_NAMES}.
   */
  public Cut {
    long names = epochs.size();
    for (StableDots named : dots.values()) {
      names += named.dots().size();
    }
    if (names > MAX_NAMES) {
      throw new IllegalArgumentException(
          "cut " + id + " names " + names + " epochs and dots, more than " + MAX_NAMES);
    }
    if (id.number() != after.number() + 1 || id.attempt() < 1) {
      throw new IllegalArgumentException("cut " + id + " cannot follow cut " + after);
    }
    for (long epoch : epochs.values()) {
      if (epoch < 1) {
        throw new IllegalArgumentException("a stable delete epoch counts from 1, not " + epoch);
      }
    }
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
    dots = Collections.unmodifiableSortedMap(new TreeMap<>(dots));
    seals = List.copyOf(seals);
  }

  /** The ids that it seals. */
  public Ids sealed() {
    return Ids.of(seals.stream().map(Seal::id).toList());
  }

  /** What it says of the end of {@code id}, or null if it does not seal it. */
  public @Nullable Seal sealOf(ReplicaId id) {
    for (Seal seal : seals) {
      if (seal.id().equals(id)) {
        return seal;
      }
    }
    return null;
  }

  /** This cut with ceilings not below these. */
  Cut raised(SortedMap<ReplicaId, Ceiling> ceilings) {
    List<Seal> higher =
        seals.stream()
            .map(seal -> seal.raised(ceilings.getOrDefault(seal.id(), Ceiling.NONE)))
            .toList();
    return new Cut(id, after, epochs, dots, higher);
  }
}
