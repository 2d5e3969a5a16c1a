package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rejoin.cluster.Write;
import org.rejoin.crdt.Editable;

/** The operations of one group that wait: for their level, or for what their session has seen. */
final class Waiting {
  private final Turn turn;
  private final HybridClock clock;
  private final Map<Long, PendingWrite> writes = new LinkedHashMap<>();
  private final Map<Long, PendingRead<?, ?>> reads = new LinkedHashMap<>();
  private final Map<CatchUp, Consumer<Duration>> behind = new LinkedHashMap<>();

  Waiting(Turn turn, HybridClock clock) {
    this.turn = turn;
    this.clock = clock;
  }

  boolean isFull() {
    return writes.size() + reads.size() + behind.size() >= turn.config().limits().operations();
  }

  PendingWrite write(long op, Write write, Quorum quorum, int entries) {
    PendingWrite pending =
        new PendingWrite(turn, op, write, quorum, entries, () -> writes.remove(op));
    writes.put(op, pending);
    return pending;
  }

  <S extends Editable<S, E>, E> PendingRead<S, E> read(
      Family<S, E> family, Input.Fetch<S, E> fetch, Quorum quorum) {
    long op = fetch.op();
    PendingRead<S, E> read =
        new PendingRead<>(turn, clock, family, fetch, quorum, () -> reads.remove(op));
    reads.put(op, read);
    return read;
  }

  /** Asks the peers until what is missing is here; then the operation has a step of its own. */
  void catchUp(CatchUp session, Consumer<Duration> operation) {
    behind.put(session, operation);
    session.ask(() -> behind.remove(session));
  }

  /** A key has changed here: perhaps operations of sessions waited for that. */
  void changed(KeyRef key) {
    Iterator<Map.Entry<CatchUp, Consumer<Duration>>> each = behind.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<CatchUp, Consumer<Duration>> one = each.next();
      if (one.getKey().isEndedBy(key)) {
        each.remove();
        turn.after(Duration.ZERO, () -> one.getValue().accept(one.getKey().left()));
      }
    }
  }

  Optional<PendingRead<?, ?>> read(long op) {
    return Optional.ofNullable(reads.get(op));
  }

  /** A peer left. Writes hear of it from their links. */
  void gone(Endpoint peer) {
    List.copyOf(reads.values()).forEach(read -> read.gone(peer));
  }
}
