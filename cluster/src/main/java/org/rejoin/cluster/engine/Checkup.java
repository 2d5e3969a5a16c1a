package org.rejoin.cluster.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.TraceEvent.RotFound;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.StateStore;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Tells whether what this node holds of a key is what was put there, in memory and on disk, and
 * mends it if not. The state is read back from its own bytes and hashed: a digest that was kept
 * proves nothing. A bad record is written anew from memory; a bad state is replaced by the record
 * if that has the version that was kept, else by the state of a peer.
 *
 * <p>Cost: linear in the state, on the step that asks; one read of the disk under way at a time, of
 * {@value StateStore#MAX_READ} records. Beyond {@value #MAX_WAITING} that wait for it, none is
 * read: they come again.
 */
final class Checkup {
  private static final int MAX_WAITING = 1024;

  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private final Map<String, Family<?, ?>> families;
  private final Storage storage;
  private final Replacing replacing;
  private final Refetch refetch;

  /** Keys whose records are to be read, each with the version that it had. */
  private final Map<KeyRef, Long> waiting = new LinkedHashMap<>();

  private Map<KeyRef, Long> underWay = new LinkedHashMap<>();

  /** Those of both whose state is bad. */
  private final TreeSet<KeyRef> bad = new TreeSet<>();

  private long ticket;

  Checkup(
      Turn turn,
      int group,
      KeyTable table,
      Map<String, Family<?, ?>> families,
      Storage storage,
      Replacing replacing,
      Refetch refetch) {
    this.turn = turn;
    this.group = group;
    this.table = table;
    this.families = families;
    this.storage = storage;
    this.replacing = replacing;
    this.refetch = refetch;
  }

  /** Checks a key, if it is held; {@code suspecting}: a peer that holds another state of it. */
  void examine(KeyRef key, @Nullable Peer suspecting) {
    Family<?, ?> family = families.get(key.keyspace());
    Optional<KeyTable.Held> held = table.get(key);
    if (family != null && held.isPresent()) {
      examine(family, key, held.get().version(), suspecting);
    }
  }

  private <S extends Editable<S, E>, E> void examine(
      Family<S, E> family, KeyRef key, long version, @Nullable Peer suspecting) {
    Optional<KeyState<S>> reread = family.reread(key);
    Health health = reread.map(state -> table.examine(key, state)).orElse(Health.BAD_STATE);
    if (health == Health.BAD_INDEX) {
      turn.trace(new RotFound(key, RotFound.Place.INDEX, "its version is not that of its state"));
      table.relist(key, reread.orElseThrow());
      return;
    }
    if (health == Health.BAD_STATE) {
      String why = reread.isPresent() ? "it is not that of its version" : "it cannot be read";
      turn.trace(new RotFound(key, RotFound.Place.STATE, why));
      if (!mayRead(family, key)) {
        refetch.begin(family, key, suspecting);
        return;
      }
      bad.add(key);
    }
    if (mayRead(family, key)) {
      waiting.put(key, version);
    }
  }

  private boolean mayRead(Family<?, ?> family, KeyRef key) {
    return family.spec().isDurable() && !storage.isUnsynced(key) && waiting.size() < MAX_WAITING;
  }

  /** At the end of a step: reads the next records, if none are being read. */
  void flush() {
    if (waiting.isEmpty() || !underWay.isEmpty()) {
      return;
    }
    var next = waiting.entrySet().iterator();
    while (next.hasNext() && underWay.size() < StateStore.MAX_READ) {
      Map.Entry<KeyRef, Long> entry = next.next();
      underWay.put(entry.getKey(), entry.getValue());
      next.remove();
    }
    var items = underWay.keySet().stream().map(KeyRef::item).toList();
    turn.readBack(new Effect.ReadBack(group, items, ++ticket));
  }

  /** Records were read back. */
  void readBack(Input.ReadBack read) {
    if (read.ticket() != ticket) {
      return;
    }
    Map<ItemId, Stored> records = new TreeMap<>();
    read.records().forEach(stored -> records.put(stored.item(), stored));
    Map<KeyRef, Long> asked = underWay;
    underWay = new LinkedHashMap<>();
    asked.forEach((key, version) -> judge(key, version, records.get(key.item())));
  }

  /** They were not: another time, or by somebody else. */
  void readFailed(Input.ReadFailed failed) {
    if (failed.ticket() == ticket) {
      underWay.keySet().stream().filter(bad::remove).toList().forEach(this::refetch);
      underWay = new LinkedHashMap<>();
    }
  }

  private void refetch(KeyRef key) {
    Family<?, ?> family = families.get(key.keyspace());
    if (family != null) {
      refetch.begin(family, key, null);
    }
  }

  /** A key that changed meanwhile is judged another time. */
  private void judge(KeyRef key, long version, @Nullable Stored stored) {
    boolean isBad = bad.remove(key);
    Family<?, ?> family = families.get(key.keyspace());
    boolean isSame = table.get(key).filter(held -> held.version() == version).isPresent();
    if (family != null && isSame && !storage.isUnsynced(key)) {
      judge(family, key, version, stored, isBad);
    }
  }

  private <S extends Editable<S, E>, E> void judge(
      Family<S, E> family, KeyRef key, long version, @Nullable Stored stored, boolean isBad) {
    String why = "it is of another state";
    Optional<KeyState<S>> kept = Optional.empty();
    try {
      kept = read(family, stored).filter(state -> table.version(key, state) == version);
    } catch (MalformedBytesException | IllegalArgumentException e) {
      why = String.valueOf(e.getMessage());
    }
    if (!isBad && kept.isEmpty()) {
      turn.trace(new RotFound(key, RotFound.Place.RECORD, stored == null ? "it is gone" : why));
      storage.changed(key);
    } else if (isBad && kept.isPresent()) {
      replacing.replace(family, key, kept.get(), null);
    } else if (isBad) {
      refetch.begin(family, key, null);
    }
  }

  private static <S extends Editable<S, E>, E> Optional<KeyState<S>> read(
      Family<S, E> family, @Nullable Stored stored) {
    if (stored == null) {
      return Optional.empty();
    }
    StateRecord record = StateRecord.decode(stored.item(), stored.bytes());
    if (!record.tag().equals(family.tag())) {
      throw new MalformedBytesException("type " + record.tag() + ", here it is " + family.tag());
    }
    return Optional.of(new KeyState<>(record.epoch(), family.read(record.state())));
  }
}
