package org.rejoin.crdt.stability;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.ReplicaId;

/**
 * The end of a replica id: nobody deals with it any more, and objects forget what it wrote when.
 *
 * @param id the id that is sealed
 * @param heirOrNull the one incarnation that may replay updates of it that nobody had: the next
 *     start of its node that the proposer has met. Without one they are only reported. That just
 *     one is named keeps a backup restored twice from replaying twice.
 * @param ceiling what of it may be known to others; the heir replays only what is beyond
 */
public record Seal(ReplicaId id, @Nullable ReplicaId heirOrNull, Ceiling ceiling) {
  /** Refuses an id as its own heir. */
  public Seal {
    if (id.equals(heirOrNull)) {
      throw new IllegalArgumentException("a sealed id cannot be its own heir: " + id);
    }
  }

  /** The heir, if there is one. */
  public Optional<ReplicaId> heir() {
    return Optional.ofNullable(heirOrNull);
  }

  /** Whether {@code heir} replays update {@code number} of {@code group} as an edit of its own. */
  public boolean replays(ReplicaId heir, int group, long number) {
    return heir.equals(heirOrNull) && number > ceiling.of(group);
  }

  /** This seal with the higher of both ceilings. */
  public Seal raised(Ceiling other) {
    return new Seal(id, heirOrNull, ceiling.max(other));
  }
}
