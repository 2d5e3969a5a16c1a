package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deltas that neighbours have announced and that have not come: who can be asked for each, and
 * when. At most {@value #MAX_IDS} at a time; more are left to anti-entropy. Not thread-safe.
 */
final class Missing {
  static final int MAX_IDS = 50_000;

  private final TreeMap<Long, Wanted> byId = new TreeMap<>();

  private static final class Wanted {
    final Deque<Integer> slots = new ArrayDeque<>();
    long dueNanos;
  }

  /** Whom to ask for which. */
  record Ask(int slot, List<Long> ids) {}

  /** The neighbour in that slot holds it; false if there is no room to remember that. */
  boolean announced(int slot, long id, long dueNanos) {
    Wanted wanted = byId.get(id);
    if (wanted == null) {
      if (byId.size() >= MAX_IDS) {
        return false;
      }
      wanted = new Wanted();
      wanted.dueNanos = dueNanos;
      byId.put(id, wanted);
    }
    if (!wanted.slots.contains(slot)) {
      wanted.slots.addLast(slot);
    }
    return true;
  }

  void came(long id) {
    byId.remove(id);
  }

  /** Nobody in that slot can be asked any more. */
  void left(int slot) {
    byId.values().removeIf(wanted -> wanted.slots.remove(slot) && wanted.slots.isEmpty());
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** What is due, each of the neighbour whose turn it is; asked of the next one if it is again. */
  List<Ask> due(long nowNanos, long patienceNanos) {
    TreeMap<Integer, List<Long>> bySlot = new TreeMap<>();
    Iterator<Map.Entry<Long, Wanted>> all = byId.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Wanted> next = all.next();
      Wanted wanted = next.getValue();
      if (nowNanos - wanted.dueNanos >= 0) {
        int slot = wanted.slots.removeFirst();
        wanted.slots.addLast(slot);
        wanted.dueNanos = nowNanos + patienceNanos;
        bySlot.computeIfAbsent(slot, s -> new ArrayList<>()).add(next.getKey());
      }
    }
    List<Ask> asks = new ArrayList<>();
    bySlot.forEach((slot, ids) -> asks.add(new Ask(slot, ids)));
    return asks;
  }
}
