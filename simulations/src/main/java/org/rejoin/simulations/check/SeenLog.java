package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.simulations.plan.Draws;

/**
 * Which updates of one key and delete epoch one incarnation has integrated, in that order, each
 * with its moment of knowledge. Only grows. Look-ups O(1), a prefix by moment O(log n).
 */
final class SeenLog {
  private final List<Update> updates = new ArrayList<>();
  private final List<Long> moments = new ArrayList<>();
  private final Map<Integer, Integer> positions = new HashMap<>();
  private long high;
  private long low;

  /** Adds; false if it was there. */
  boolean add(Update update, long moment) {
    if (positions.putIfAbsent(update.index(), updates.size()) != null) {
      return false;
    }
    updates.add(update);
    moments.add(moment);
    if (update.isDelete()) {
      return true;
    }
    long mixed = Draws.mix(update.index() + 0x5851F42D4C957F2DL);
    high += mixed;
    low += Draws.mix(mixed + 1);
    return true;
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

  /** Those that clients asked for and that change the value. */
  List<Update> edits() {
    return updates.stream().filter(update -> update.op() != null && !update.isDelete()).toList();
  }

  /** The set of edits as a number of 128 bits, whatever the order. Deletes are in the epoch. */
  SetHash hash() {
    return new SetHash(high, low);
  }

  /** A hash of a set of updates. */
  record SetHash(long high, long low) {}
}
