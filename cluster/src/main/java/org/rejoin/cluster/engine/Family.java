package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Chunks;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;

/**
 * A keyspace as one group holds it: typed access to the table, and everything that needs the type.
 * The only place where a state is cast to its type, after its tag was checked.
 */
final class Family<S extends Editable<S, E>, E> {
  /** Summaries above this travel as "too much to send". */
  private static final int MAX_SUMMARY_BYTES = 16 * 1024;

  private final KeyspaceSpec<S, E> spec;
  private final KeyTable table;
  private final Storage storage;
  private final int type;

  Family(KeyspaceSpec<S, E> spec, KeyTable table, Storage storage) {
    this.spec = spec;
    this.table = table;
    this.storage = storage;
    this.type = Entry.typeOf(spec.type().tag());
  }

  KeyspaceSpec<S, E> spec() {
    return spec;
  }

  String tag() {
    return spec.type().tag();
  }

  /** What frames say of the type. */
  int type() {
    return type;
  }

  /** The state of a key; epoch 0 and bottom if it has none. */
  KeyState<S> state(KeyRef key) {
    Optional<KeyTable.Held> held = table.get(key);
    if (held.isEmpty()) {
      return new KeyState<>(0, spec.type().bottom());
    }
    if (!held.get().tag().equals(tag())) {
      throw new IllegalStateException(key + " is held as " + held.get().tag() + ", not " + tag());
    }
    @SuppressWarnings("unchecked")
    KeyState<S> state = (KeyState<S>) held.get().state();
    return state;
  }

  /** What clients are shown: bottom if there is nothing, or it was deleted. */
  S value(KeyRef key) {
    return state(key).value();
  }

  /** Runs an edit; keeps nothing yet. */
  Edited<S> edit(KeyRef key, Origin origin, Consumer<E> change) {
    checkIdentity(key, origin.replica());
    return value(key).edit(origin, change);
  }

  /** The state that a delete makes; keeps nothing yet. */
  KeyState<S> delete(KeyRef key, ReplicaId self) {
    checkIdentity(key, self);
    long epoch = state(key).epoch();
    if (epoch == Seen.MAX_EPOCH) {
      throw new IllegalStateException(key + " was deleted " + epoch + " times, there is no more");
    }
    return new KeyState<>(epoch + 1, spec.type().bottom());
  }

  private void checkIdentity(KeyRef key, ReplicaId self) {
    if (table.refusesEdits(key)) {
      throw new IdentityReusedException(self);
    }
  }

  /** Somebody else writes this key under this incarnation's id: no edit here any more. */
  void refuseEdits(KeyRef key) {
    table.refuseEdits(key);
  }

  /** Reads bytes as a value of this type. */
  S read(byte[] bytes) {
    return spec.type().read(bytes);
  }

  /** Joins into the table and returns what was before and what was new. */
  Merged<S> join(KeyRef key, KeyState<S> other, JoinReport report) {
    KeyState<S> old = state(key);
    if (other.epoch() > old.epoch()) {
      put(key, other);
      return new Merged<>(old, other, other.value(), true);
    }
    if (other.epoch() < old.epoch()) {
      return new Merged<>(old, old, spec.type().bottom(), false);
    }
    Joined<S> joined = old.value().join(other.value(), report);
    boolean isNews = !joined.novelty().isBottom();
    KeyState<S> state = isNews ? new KeyState<>(old.epoch(), joined.state()) : old;
    if (isNews) {
      put(key, state);
    }
    return new Merged<>(old, state, joined.novelty(), isNews);
  }

  /**
   * What a join did.
   *
   * @param novelty what of the value was new; all of it in a new epoch
   * @param isNews whether anything changed: the value, or the epoch alone
   */
  record Merged<S extends Crdt<S>>(KeyState<S> old, KeyState<S> state, S novelty, boolean isNews) {

    /** Whether the novelty shows that somebody else writes under {@code self}'s id. */
    boolean showsReuseOf(ReplicaId self) {
      boolean isSameEpoch = old.epoch() == state.epoch();
      S before = isSameEpoch ? old.value() : state.value().type().bottom();
      return novelty.showsReuseOf(self, before);
    }
  }

  /** Replaces the state of a key. */
  void put(KeyRef key, KeyState<S> state) {
    table.put(key, state);
    if (spec.isDurable()) {
      storage.changed(key);
    }
  }

  /** The held state as its own bytes tell it; empty if they do not. What is rotten may throw. */
  Optional<KeyState<S>> reread(KeyRef key) {
    KeyState<S> state = state(key);
    try {
      return Optional.of(new KeyState<>(state.epoch(), read(state.value().toBytes())));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether {@code other} has all that the held state has, as far as that one can tell. */
  boolean isCovered(KeyRef key, KeyState<S> other) {
    KeyState<S> state = state(key);
    try {
      return other.epoch() > state.epoch()
          || (other.epoch() == state.epoch()
              && other.value().summary().covers(state.value().summary()));
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Takes in a state that is on disk. */
  void restore(KeyRef key, KeyState<S> state) {
    table.put(key, state);
  }

  /** Whether the key is durable and something of it is not on disk yet. */
  boolean isUnsynced(KeyRef key) {
    return spec.isDurable() && storage.isUnsynced(key);
  }

  /** Runs one of the two, once what this node has of the key is held or never will be. */
  void awaitHeld(KeyRef key, Runnable held, Runnable broken) {
    if (isUnsynced(key)) {
      storage.await(held, broken);
    } else {
      held.run();
    }
  }

  /** A state as entries of at most {@code maxBytes} each, unless a part is larger by itself. */
  List<Entry> entries(KeyRef key, KeyState<S> state, long number, int maxBytes) {
    byte[] whole = state.value().toBytes();
    if (whole.length <= maxBytes) {
      return List.of(entry(key, state.epoch(), whole, number));
    }
    List<Entry> entries = new ArrayList<>();
    for (S part : Chunks.split(state.value(), maxBytes)) {
      entries.add(entry(key, state.epoch(), part.toBytes(), number));
    }
    return entries;
  }

  private Entry entry(KeyRef key, long epoch, byte[] bytes, long number) {
    return new Entry(spec.name(), type, key.id(), number, epoch, bytes);
  }

  /** A delete of what is there now, for the peers. */
  Entry deletion(KeyRef key, KeyState<S> deleted, long number) {
    byte[] bytes = deleted.value().toBytes();
    byte[] summary = seen(key).summary();
    return new Entry(spec.name(), type, key.id(), number, deleted.epoch(), bytes, summary);
  }

  /** What this replica has seen of a key. */
  Seen seen(KeyRef key) {
    KeyState<S> state = state(key);
    if (state.isNothing()) {
      return Seen.NOTHING;
    }
    byte[] bytes = state.value().summary().toBytes();
    boolean isTooMuch = bytes.length > MAX_SUMMARY_BYTES;
    return new Seen(state.epoch(), isTooMuch ? Seen.NOTHING.summary() : bytes);
  }

  /**
   * Whether this replica has all of a key that was seen elsewhere, to be asked again and again.
   * Refuses a summary that cannot be read.
   */
  BooleanSupplier covering(KeyRef key, Seen theirs) {
    Optional<Summary> seen =
        theirs.hasSummary() ? Optional.of(readSummary(theirs.summary())) : Optional.empty();
    return () -> {
      KeyState<S> mine = state(key);
      return mine.epoch() == theirs.epoch()
          ? seen.isEmpty() || mine.value().summary().covers(seen.get())
          : mine.epoch() > theirs.epoch();
    };
  }

  /** What two replicas have of a key beyond each other. */
  Compared<S> compare(KeyRef key, Seen theirs) {
    KeyState<S> mine = state(key);
    if (mine.epoch() != theirs.epoch()) {
      boolean isAhead = mine.epoch() > theirs.epoch();
      return new Compared<>(isAhead ? Optional.of(mine) : Optional.empty(), isAhead);
    }
    if (!theirs.hasSummary()) {
      return new Compared<>(mine.isNothing() ? Optional.empty() : Optional.of(mine), false);
    }
    Summary summary = readSummary(theirs.summary());
    S missing = mine.value().deltaSince(summary);
    return new Compared<>(
        missing.isBottom() ? Optional.empty() : Optional.of(new KeyState<>(mine.epoch(), missing)),
        mine.value().summary().covers(summary));
  }

  /**
   * The outcome of a comparison.
   *
   * @param missing what the other side lacks; all, if it did not say what it has
   * @param covers whether this side learns nothing from the other
   */
  record Compared<S extends Crdt<S>>(Optional<KeyState<S>> missing, boolean covers) {
    /** Whether neither side has seen anything that the other has not. */
    boolean isNothing() {
      return covers && missing.isEmpty();
    }
  }

  /** What of {@code value} a state with that summary did not have; bottom if that is not known. */
  S unknownTo(byte[] summary, S value) {
    return summary.length == 0 ? spec.type().bottom() : value.deltaSince(readSummary(summary));
  }

  /** Refuses a summary that cannot be read. */
  void expectReadable(Seen theirs) {
    if (theirs.hasSummary()) {
      readSummary(theirs.summary());
    }
  }

  private Summary readSummary(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    Summary summary = spec.type().readSummary(in);
    in.expectEnd();
    return summary;
  }
}
