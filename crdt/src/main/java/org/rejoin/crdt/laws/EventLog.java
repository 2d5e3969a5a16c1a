package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.crdt.Dot;

/**
 * The events of one history, numbered as they were made, and what an executable specification says
 * of any set of them. Not thread-safe.
 */
final class EventLog<O, V> {
  /**
   * @param saw what its replica had applied before
   * @param replaced the writes among them, unreplaced there, that it took effect on
   * @param covers all writes among them that it would take effect on
   */
  private record Entry<O>(
      SpecEvent<O> event, boolean writes, BitSet saw, BitSet replaced, BitSet covers) {}

  private final Spec<O, V> spec;
  private final List<Entry<O>> entries = new ArrayList<>();

  EventLog(Spec<O, V> spec) {
    this.spec = spec;
  }

  /** How many events there are. */
  int size() {
    return entries.size();
  }

  /** Forgets all events from {@code size} on. */
  void truncate(int size) {
    entries.subList(size, entries.size()).clear();
  }

  /** Whether an event of a replica that has applied {@code saw} can be compared at all. */
  boolean comparesAfter(BitSet saw) {
    return !spec.cumulative() || isClosed(saw);
  }

  /** Adds the event of {@code op} at a replica that has applied {@code saw}; its number. */
  int add(Dot id, long stamp, O op, BitSet saw) {
    BitSet unreplaced = unreplaced(saw);
    BitSet covers = new BitSet();
    saw.stream()
        .filter(i -> entries.get(i).writes() && spec.replaces(op, entries.get(i).event().op()))
        .forEach(covers::set);
    BitSet replaced = (BitSet) covers.clone();
    replaced.and(unreplaced);
    SpecEvent<O> event = new SpecEvent<>(id, stamp, op, ids(saw), ids(replaced));
    entries.add(new Entry<>(event, spec.writes(op), (BitSet) saw.clone(), replaced, covers));
    return entries.size() - 1;
  }

  /** What distinguishes an event from others made at the same place, for any later value. */
  String effect(int number) {
    Entry<O> entry = entries.get(number);
    return (entry.writes() ? entry.event().op() : "") + " " + entry.replaced();
  }

  /** Whether no later value depends on that event. */
  boolean isIdle(int number) {
    return !entries.get(number).writes() && entries.get(number).replaced().isEmpty();
  }

  /** The events of a set, for reports. */
  List<SpecEvent<O>> events(BitSet known) {
    return known.stream().mapToObj(i -> entries.get(i).event()).toList();
  }

  /** The values that a state may not differ from after exactly these events; at most two. */
  List<V> valuesOf(BitSet known) {
    List<V> values = new ArrayList<>();
    if (!spec.cumulative()) {
      values.add(spec.value(events(unreplaced(known))));
    }
    if (isClosed(known) && known.stream().allMatch(i -> comparesAfter(entries.get(i).saw()))) {
      values.add(spec.value(events(uncovered(known))));
    }
    return values;
  }

  /** Writes that no known event took effect on at its origin. Holds in any state. */
  private BitSet unreplaced(BitSet known) {
    BitSet writes = writes(known);
    known.stream().forEach(i -> writes.andNot(entries.get(i).replaced()));
    return writes;
  }

  /** Writes that no known event saw and replaces. The same where all causes are known. */
  private BitSet uncovered(BitSet known) {
    BitSet writes = writes(known);
    known.stream().forEach(i -> writes.andNot(entries.get(i).covers()));
    return writes;
  }

  private BitSet writes(BitSet known) {
    BitSet writes = new BitSet();
    known.stream().filter(i -> entries.get(i).writes()).forEach(writes::set);
    return writes;
  }

  private boolean isClosed(BitSet known) {
    return known.stream()
        .allMatch(
            i -> {
              BitSet missing = (BitSet) entries.get(i).saw().clone();
              missing.andNot(known);
              return missing.isEmpty();
            });
  }

  private Set<Dot> ids(BitSet set) {
    Set<Dot> ids = new TreeSet<>();
    set.stream().forEach(i -> ids.add(entries.get(i).event().id()));
    return ids;
  }
}
