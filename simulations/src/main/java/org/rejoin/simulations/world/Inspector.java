package org.rejoin.simulations.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.workload.Catalog;

/** Asks a node about itself, by the inputs that every client may use. */
final class Inspector {
  private static final long FIRST = 1L << 40;
  private static final int PAGE = 512;

  private final Incarnation incarnation;
  private final Replica replica;
  private final Catalog catalog;
  private final Asking asking;
  private final Map<Long, Object> answers = new HashMap<>();
  private long asked = FIRST;

  /** Gives a machine an input, and all that follows from it on this node, before it returns. */
  interface Asking {
    void ask(int machine, Input input);
  }

  Inspector(Incarnation incarnation, Replica replica, Catalog catalog, Asking asking) {
    this.incarnation = incarnation;
    this.replica = replica;
    this.catalog = catalog;
    this.asking = asking;
  }

  /** An operation that no client asked for was answered. */
  void answered(long op, Object result) {
    answers.put(op, result);
  }

  Optional<Inspection> inspect() {
    long op = ++asked;
    asking.ask(Machine.COORDINATOR, new Input.AskStatus(op));
    if (!(answers.remove(op) instanceof StoreStatus status)) {
      return Optional.empty();
    }
    Map<KeyRef, Long> versions = new TreeMap<>();
    Map<KeyRef, Crdt<?>> states = new TreeMap<>();
    for (int machine = 1; machine < replica.machines(); machine++) {
      list(machine, versions, states);
    }
    return Optional.of(new Inspection(incarnation, status, versions, states));
  }

  private void list(int machine, Map<KeyRef, Long> versions, Map<KeyRef, Crdt<?>> states) {
    Optional<KeyRef> after = Optional.empty();
    while (true) {
      long op = ++asked;
      asking.ask(machine, new Input.ListKeys(op, after, PAGE));
      List<?> page = answers.remove(op) instanceof List<?> list ? list : List.of();
      for (Object row : page) {
        if (row instanceof KeyInfo info) {
          KeyRef key = replica.key(info.keyspace(), info.id());
          versions.put(key, info.version());
          read(machine, key).ifPresent(state -> states.put(key, state));
          after = Optional.of(key);
        }
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  private Optional<Crdt<?>> read(int machine, KeyRef key) {
    long op = ++asked;
    asking.ask(machine, catalog.read(op, key));
    return answers.remove(op) instanceof ReadResult.Found<?> found
        ? Optional.of(found.value())
        : Optional.empty();
  }
}
