package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.crdt.Chunks;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;

/**
 * A keyspace as one group holds it: typed access to the table, and everything that needs the type.
 * The only place where a state is cast to its type, after its tag was checked.
 */
final class Family<S extends Editable<S, E>, E> {
  /** Summaries above this travel as "too much to send". */
  private static final int MAX_SUMMARY_BYTES = 16 * 1024;

  private static final byte[] NOTHING = {};

  private final KeyspaceSpec<S, E> spec;
  private final KeyTable table;

  Family(KeyspaceSpec<S, E> spec, KeyTable table) {
    this.spec = spec;
    this.table = table;
  }

  KeyspaceSpec<S, E> spec() {
    return spec;
  }

  String tag() {
    return spec.type().tag();
  }

  /** The state of a key, bottom if it has none. */
  S state(KeyRef key) {
    Optional<KeyTable.Held> held = table.get(key);
    if (held.isEmpty()) {
      return spec.type().bottom();
    }
    if (!held.get().tag().equals(tag())) {
      throw new IllegalStateException(key + " is held as " + held.get().tag() + ", not " + tag());
    }
    @SuppressWarnings("unchecked")
    S state = (S) held.get().state();
    return state;
  }

  /** Runs an edit; keeps nothing yet. */
  Edited<S> edit(KeyRef key, Origin origin, Consumer<E> change) {
    if (table.refusesEdits(key)) {
      throw new IdentityReusedException(origin.replica());
    }
    return state(key).edit(origin, change);
  }

  /** Reads bytes as a state of this type. */
  S read(byte[] bytes) {
    return spec.type().read(bytes);
  }

  void refuseEdits(KeyRef key) {
    table.refuseEdits(key);
  }

  /** Joins into the table and returns what was before and what was new. */
  Merged<S> join(KeyRef key, S other, JoinReport report) {
    S old = state(key);
    Joined<S> joined = old.join(other, report);
    if (!joined.novelty().isBottom()) {
      table.put(key, joined.state());
    }
    return new Merged<>(old, joined.state(), joined.novelty());
  }

  /** What a join did. */
  record Merged<S>(S old, S state, S novelty) {}

  void put(KeyRef key, S state) {
    table.put(key, state);
  }

  /** A state as entries of at most {@code maxBytes} each, unless a part is larger by itself. */
  List<Entry> entries(KeyRef key, S state, long number, int maxBytes) {
    byte[] whole = state.toBytes();
    if (whole.length <= maxBytes) {
      return List.of(entry(key, whole, number));
    }
    List<Entry> entries = new ArrayList<>();
    for (S part : Chunks.split(state, maxBytes)) {
      entries.add(entry(key, part.toBytes(), number));
    }
    return entries;
  }

  private Entry entry(KeyRef key, byte[] bytes, long number) {
    return new Entry(spec.name(), tag(), key.id(), number, bytes);
  }

  /** What this replica has of a key, for an offer. */
  Summarised summarise(KeyRef key) {
    Optional<KeyTable.Held> held = table.get(key);
    if (held.isEmpty()) {
      return Summarised.lacking(key.hash());
    }
    return new Summarised(key.hash(), true, held.get().version(), summary(key));
  }

  /** The key's summary; empty if there is nothing to sum up, or too much to send. */
  byte[] summary(KeyRef key) {
    if (table.get(key).isEmpty()) {
      return NOTHING;
    }
    byte[] bytes = state(key).summary().toBytes();
    return bytes.length > MAX_SUMMARY_BYTES ? NOTHING : bytes;
  }

  /** What somebody who sent this summary lacks; all of it if the summary is empty. */
  S missing(KeyRef key, byte[] summary) {
    S state = state(key);
    return summary.length == 0 ? state : state.deltaSince(readSummary(summary));
  }

  /** Whether this replica's state learns nothing from one with that summary. */
  boolean covers(KeyRef key, byte[] summary) {
    return summary.length != 0 && state(key).summary().covers(readSummary(summary));
  }

  /** Whether one with that summary learns nothing from this replica's state. */
  boolean isCoveredBy(KeyRef key, byte[] summary) {
    return missing(key, summary).isBottom();
  }

  private Summary readSummary(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    Summary summary = spec.type().readSummary(in);
    in.expectEnd();
    return summary;
  }
}
