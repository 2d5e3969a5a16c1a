package org.rejoin.cluster.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.Write;
import org.rejoin.crdt.Editable;

/** The operations of one group that wait for their level; bounded. */
final class Waiting {
  private final Turn turn;
  private final HybridClock clock;
  private final Map<Long, PendingWrite> writes = new LinkedHashMap<>();
  private final Map<Long, PendingRead<?, ?>> reads = new LinkedHashMap<>();

  Waiting(Turn turn, HybridClock clock) {
    this.turn = turn;
    this.clock = clock;
  }

  boolean isFull() {
    return writes.size() + reads.size() >= turn.config().limits().operations();
  }

  PendingWrite write(long op, Write write, Quorum quorum, int entries) {
    PendingWrite pending =
        new PendingWrite(turn, op, write, quorum, entries, () -> writes.remove(op));
    writes.put(op, pending);
    return pending;
  }

  <S extends Editable<S, E>, E> PendingRead<S, E> read(
      Family<S, E> family, Input.Fetch<S, E> fetch, Quorum quorum, Consumer<ReadResult<S>> then) {
    long op = fetch.op();
    PendingRead<S, E> read =
        new PendingRead<>(
            turn,
            clock,
            family,
            fetch,
            quorum,
            result -> {
              reads.remove(op);
              then.accept(result);
            });
    reads.put(op, read);
    return read;
  }

  /** A key has changed here: perhaps reads of sessions waited for that. */
  void changed(KeyRef key) {
    if (!reads.isEmpty()) {
      List.copyOf(reads.values()).forEach(read -> read.changed(key));
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
