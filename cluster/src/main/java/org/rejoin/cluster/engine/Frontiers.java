package org.rejoin.cluster.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Frontier;
import org.rejoin.crdt.ReplicaId;

/**
 * How far one group of this node holds the updates of each incarnation that made some, and which of
 * them all members hold: section 12 of {@code docs/protocol.md}. An incarnation finds out about its
 * own updates, by what the members acknowledge, and tells.
 *
 * <p>Holding means here what it means for levels: joined, and on disk if the key is durable.
 */
final class Frontiers {
  /** Incarnations that are remembered; of those that are gone the ones with the lowest ids go. */
  static final int MAX_ORIGINS = 1024;

  private final Turn turn;
  private final Map<ReplicaId, Origin> origins = new TreeMap<>();
  private final TreeSet<ReplicaId> present = new TreeSet<>();

  /** Own updates that are not on disk, ascending. */
  private final TreeSet<Long> unsynced = new TreeSet<>();

  private long made;
  private boolean areAllMet;
  private @Nullable Map<ReplicaId, Progress> view;

  /** Another incarnation. */
  private static final class Origin {
    final Frontier frontier = new Frontier();

    /** If it is gone, what members have said to hold; empty once all is stable. */
    final Map<ReplicaId, Long> told = new TreeMap<>();

    long stable;
  }

  Frontiers(Turn turn) {
    this.turn = turn;
    own();
  }

  private Origin own() {
    return origins.computeIfAbsent(turn.config().replica(), replica -> new Origin());
  }

  /** Who the members are; {@code areAllMet}: whether each of them has introduced itself. */
  void members(List<Peer> peers, boolean areAllMet) {
    this.areAllMet = areAllMet;
    present.clear();
    present.add(turn.config().replica());
    peers.forEach(peer -> present.add(peer.replica()));
    view = null;
  }

  /** An update was made here. */
  void made(long number, boolean isUnsynced) {
    made = number;
    if (isUnsynced) {
      unsynced.add(number);
    }
    view = null;
  }

  /** An update that was made here is on disk. */
  void synced(long number) {
    unsynced.remove(number);
    view = null;
  }

  /** The number of the last update made here. */
  long made() {
    return made;
  }

  private long ownHeld() {
    return unsynced.isEmpty() ? made : unsynced.first() - 1;
  }

  /** Of updates that were made here, those that all members hold. */
  long ownStable() {
    return own().stable;
  }

  /** What is held of another incarnation's updates. */
  long held(ReplicaId origin) {
    Origin known = origins.get(origin);
    return known == null ? 0 : known.frontier.held();
  }

  /** All updates above {@code since} up to {@code whole} came in sequence and are held. */
  void streamed(ReplicaId origin, long since, long whole) {
    origin(origin)
        .ifPresent(
            known -> {
              known.frontier.streamed(since, whole);
              view = null;
            });
  }

  /** An update was refused, or a part of it. */
  void refused(ReplicaId origin, long number) {
    origin(origin)
        .ifPresent(
            known -> {
              known.frontier.refused(number);
              view = null;
            });
  }

  /** What an incarnation says of its own updates. */
  void stable(ReplicaId origin, long number) {
    origin(origin)
        .filter(known -> number > known.stable)
        .ifPresent(
            known -> {
              known.stable = number;
              view = null;
            });
  }

  /**
   * All that {@code by} said to hold is held here. Returns those of whose updates more is held now.
   */
  Set<ReplicaId> proven(ReplicaId by, Map<ReplicaId, Progress> told) {
    Set<ReplicaId> more = new TreeSet<>();
    told.forEach(
        (replica, progress) -> {
          if (!replica.equals(turn.config().replica())) {
            origin(replica).ifPresent(known -> proven(by, replica, known, progress, more));
          }
        });
    view = null;
    return more;
  }

  private void proven(
      ReplicaId by, ReplicaId replica, Origin known, Progress told, Set<ReplicaId> more) {
    long before = known.frontier.held();
    known.frontier.proven(told.held());
    known.stable = Math.max(known.stable, told.stable());
    if (known.frontier.held() > before) {
      more.add(replica);
    }
    if (!present.contains(replica)) {
      known.told.merge(by, told.held(), Math::max);
      findStable(replica, known);
    }
  }

  /** Of an incarnation that is gone anybody finds out who has heard of all members. */
  private void findStable(ReplicaId replica, Origin gone) {
    gone.told.keySet().retainAll(present);
    long all = gone.frontier.held();
    for (ReplicaId member : present) {
      boolean isSelf = member.equals(turn.config().replica());
      all = isSelf ? all : Math.min(all, gone.told.getOrDefault(member, 0L));
    }
    if (areAllMet && all > gone.stable) {
      gone.stable = all;
      turn.trace(new TraceEvent.Stable(replica, all, 0));
    }
    if (gone.stable >= gone.frontier.held()) {
      gone.told.clear();
    }
  }

  /** Empty if there is no room: then nothing of it is known. */
  private Optional<Origin> origin(ReplicaId replica) {
    Origin known = origins.get(replica);
    if (known == null) {
      if (origins.size() >= MAX_ORIGINS) {
        Optional<ReplicaId> gone =
            origins.keySet().stream().filter(id -> !present.contains(id)).findFirst();
        if (gone.isEmpty() || (!present.contains(replica) && gone.get().compareTo(replica) > 0)) {
          return Optional.empty();
        }
        origins.remove(gone.get());
      }
      known = new Origin();
      origins.put(replica, known);
    }
    return Optional.of(known);
  }

  /** Finds out which own updates all members hold, those out of reach among them. */
  void findStable(Collection<PeerLink> members) {
    long all = ownHeld();
    if (!areAllMet || all <= own().stable) {
      return;
    }
    for (PeerLink member : members) {
      all = Math.min(all, member.heldThere());
    }
    if (all > own().stable) {
      long more = all - own().stable;
      own().stable = all;
      view = null;
      turn.trace(new TraceEvent.Stable(turn.config().replica(), all, more));
    }
  }

  /** Of each incarnation of whose updates something is known; unchangeable. */
  Map<ReplicaId, Progress> view() {
    Map<ReplicaId, Progress> now = view;
    if (now == null) {
      Map<ReplicaId, Progress> known = new TreeMap<>();
      origins.forEach(
          (replica, origin) ->
              known.put(replica, new Progress(held(origin, replica), origin.stable)));
      known.values().removeIf(Progress.NONE::equals);
      now = Collections.unmodifiableMap(known);
      view = now;
    }
    return now;
  }

  private long held(Origin origin, ReplicaId replica) {
    return replica.equals(turn.config().replica()) ? ownHeld() : origin.frontier.held();
  }
}
