package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.spec.Event;

/**
 * Which updates of one key and delete epoch one incarnation has integrated, in that order, each
 * with its moment of knowledge. Only grows. Look-ups O(1), a prefix by moment O(log n).
 */
final class SeenLog {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long WHOLLY = 0x5851F42D4C957F2DL;
  private static final long PARTLY = 0x14057B7EF767814FL;
  private final List<Update> updates = new ArrayList<>();
  private final List<Long> moments = new ArrayList<>();
  private final List<Long> whole = new ArrayList<>();
  private final List<Event> edits = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private long high;
  private long low;

  /** Adds an update whose own delta, or whose origin's state, was joined. */
  void add(Update update, long moment) {
    int position = place(update, moment);
    if (whole.get(position) == NEVER) {
      if (!update.isDelete()) {
        mix(update, PARTLY, -1);
        mix(update, WHOLLY, 1);
      }
      whole.set(position, moment);
    }
  }

  /** Adds an update of which a later delta said what it changed of the value, and no more. */
  void addPart(Update update, long moment) {
    place(update, moment);
  }

  private int place(Update update, long moment) {
    Integer known = positions.putIfAbsent(update.index(), updates.size());
    if (known != null) {
      return known;
    }
    updates.add(update);
    moments.add(moment);
    whole.add(NEVER);
    if (update.event() != null) {
      edits.add(update.event());
    }
    if (!update.isDelete()) {
      mix(update, PARTLY, 1);
    }
    return updates.size() - 1;
  }

  private void mix(Update update, long how, int sign) {
    long mixed = Draws.mix(update.index() + how);
    high += sign * mixed;
    low += sign * Draws.mix(mixed + 1);
  }

  /** Adds what {@code other} had at that moment of its own. */
  void addAll(SeenLog other, long then, long moment) {
    int count = other.sizeAt(then);
    for (int i = 0; i < count; i++) {
      if (other.whole.get(i) <= then) {
        add(other.updates.get(i), moment);
      } else {
        addPart(other.updates.get(i), moment);
      }
    }
  }

  boolean contains(Update update) {
    return positions.containsKey(update.index());
  }

  int size() {
    return updates.size();
  }

  List<Update> updates() {
    return updates;
  }

  /** How many were known at that moment. */
  int sizeAt(long moment) {
    int from = 0;
    int to = moments.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (moments.get(middle) <= moment) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Those that clients asked for and that change the value; grows with the log. */
  List<Event> edits() {
    return Collections.unmodifiableList(edits);
  }

  /**
   * The set of edits, each whole or in part, as a number of 128 bits, whatever the order. Deletes
   * are in the epoch.
   */
  SetHash hash() {
    return new SetHash(high, low);
  }

  /** A hash of a set of updates. */
  record SetHash(long high, long low) {}
}
