package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.world.Incarnation;

/**
 * All updates of a run. I5: an update number, of an incarnation or of whoever has its replica id,
 * is given once. I6: each update is one that a client asked for, once.
 */
final class Made {
  private final Violations violations;
  private final Map<Numbered, Update> numbered = new HashMap<>();
  private final Map<OfReplica, Update> byReplica = new HashMap<>();
  private final Map<Long, Update> byOp = new HashMap<>();
  private final Map<Integer, List<Update>> included = new HashMap<>();
  private final Set<Deletion> deletes = new HashSet<>();

  private final Set<ReplicaId> replicas = new HashSet<>();

  private record Deletion(KeyRef key, long epoch) {}

  private record Numbered(Endpoint origin, int machine, long sequence) {}

  private record OfReplica(ReplicaId origin, int machine, long sequence) {}

  Made(Violations violations) {
    this.violations = violations;
  }

  void started(Incarnation incarnation) {
    if (!replicas.add(incarnation.replica())) {
      violations.add("I5", incarnation + " runs under an id of before: " + incarnation.replica());
    }
  }

  void add(Update update) {
    if (update.op() == null) {
      violations.add("I6", "an edit that no client asked for: " + update);
    } else if (byOp.putIfAbsent(update.op().id(), update) != null) {
      violations.add("I6", "one operation was applied twice: " + update);
    }
    int machine = update.machine();
    long sequence = update.sequence();
    Update before =
        byReplica.putIfAbsent(new OfReplica(update.origin().replica(), machine, sequence), update);
    Update own =
        numbered.putIfAbsent(new Numbered(update.origin().endpoint(), machine, sequence), update);
    if (before != null || own != null) {
      violations.add("I5", "update number " + sequence + " was given twice: " + update);
    }
  }

  void addDelete(Update update) {
    if (!update.isDelete()) {
      violations.add("I6", "a delete that no client asked for: " + update);
    }
    deletes.add(new Deletion(update.key(), update.epoch()));
    add(update);
  }

  /** The update that whoever has that replica id gave that number. */
  Optional<Update> numbered(ReplicaId origin, int machine, long sequence) {
    return Optional.ofNullable(byReplica.get(new OfReplica(origin, machine, sequence)));
  }

  /** The update that an incarnation's machine gave that number. */
  Optional<Update> numbered(Endpoint origin, int machine, long sequence) {
    return Optional.ofNullable(numbered.get(new Numbered(origin, machine, sequence)));
  }

  /**
   * Earlier ones whose effect on the value this one's delta says too.
   *
   * @param log its origin's, of the key
   */
  List<Update> included(Update update, SeenLog log, Spec spec) {
    return included.computeIfAbsent(update.index(), index -> update.included(log, spec));
  }

  @Nullable Update of(PlannedOp op) {
    return byOp.get(op.id());
  }

  /** Whether anybody's delete began that epoch of a key. */
  boolean hasDelete(KeyRef key, long epoch) {
    return deletes.contains(new Deletion(key, epoch));
  }
}
