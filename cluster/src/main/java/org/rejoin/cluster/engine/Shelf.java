package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.antientropy.Range;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Brings records from disk into the table; those of keyspaces that are not open yet wait as bytes.
 * A record that cannot be read is reported and left out: the key is then as one that this node
 * never had, and comes back from the peers.
 */
final class Shelf {
  private final Turn turn;
  private final Range range;
  private final Map<String, Family<?, ?>> families;
  private final Settling settling;
  private final HybridClock clock;
  private final Map<String, List<Stored>> waiting = new TreeMap<>();

  Shelf(
      Turn turn,
      Range range,
      Map<String, Family<?, ?>> families,
      Settling settling,
      HybridClock clock) {
    this.turn = turn;
    this.range = range;
    this.families = families;
    this.settling = settling;
    this.clock = clock;
  }

  void load(List<Stored> records) {
    for (Stored stored : records) {
      String keyspace = stored.item().keyspace();
      Family<?, ?> family = families.get(keyspace);
      if (family == null) {
        waiting.computeIfAbsent(keyspace, k -> new ArrayList<>()).add(stored);
      } else {
        load(family, stored);
      }
    }
  }

  /** A keyspace was opened: its records come in. */
  void opened(Family<?, ?> family) {
    List<Stored> records = waiting.remove(family.spec().name());
    if (records != null) {
      records.forEach(stored -> load(family, stored));
    }
  }

  private <S extends Editable<S, E>, E> void load(Family<S, E> family, Stored stored) {
    KeyState<S> state;
    KeyRef key;
    try {
      StateRecord record = StateRecord.decode(stored.item(), stored.bytes());
      key = keyOf(stored);
      clock.restore(record.clock());
      if (!record.tag().equals(family.tag())) {
        throw new MalformedBytesException("type " + record.tag() + ", here it is " + family.tag());
      }
      state = new KeyState<>(record.epoch(), family.read(record.state()));
    } catch (MalformedBytesException | IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      turn.trace(new TraceEvent.RecordRefused(stored.item().toString(), why));
      return;
    }
    family.restore(key, state);
    turn.trace(new TraceEvent.Loaded(key, state.epoch(), state.value()));
    settling.changed(family, key);
  }

  private KeyRef keyOf(Stored stored) {
    KeyRef key = Replica.keyOfPeer(turn.config(), stored.item().keyspace(), stored.item().id());
    if (key.hash() != stored.item().keyHash() || !range.contains(key.hash())) {
      throw new MalformedBytesException("a key of another group or cluster");
    }
    return key;
  }
}
