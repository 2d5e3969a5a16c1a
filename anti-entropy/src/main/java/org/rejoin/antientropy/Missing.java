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
 * when. What there is no room for, or was asked for {@value #MAX_ASKS} times, is left to
 * anti-entropy. Not thread-safe.
 */
final class Missing {
  static final int MAX_ASKS = 4;

  private final int maxIds;
  private final TreeMap<Long, Wanted> byId = new TreeMap<>();

  private static final class Wanted {
    final Deque<Integer> slots = new ArrayDeque<>();
    long dueNanos;
    int asks;
  }

  /** Whom to ask for which. */
  record Ask(int slot, List<Long> ids) {}

  private boolean isGivenUp;

  /** Nothing is missing. */
  Missing(int maxIds) {
    this.maxIds = maxIds;
  }

  /** The neighbour in that slot holds it. */
  void announced(int slot, long id, long dueNanos) {
    Wanted wanted = byId.get(id);
    if (wanted == null) {
      if (byId.size() >= maxIds) {
        isGivenUp = true;
        return;
      }
      wanted = new Wanted();
      wanted.dueNanos = dueNanos;
      byId.put(id, wanted);
    }
    if (!wanted.slots.contains(slot)) {
      wanted.slots.addLast(slot);
    }
  }

  void came(long id) {
    byId.remove(id);
  }

  /** Nobody in that slot can be asked any more. */
  void left(int slot) {
    isGivenUp |=
        byId.values().removeIf(wanted -> wanted.slots.remove(slot) && wanted.slots.isEmpty());
  }

  /** Whether something was left to anti-entropy since the last call. */
  boolean takeGivenUp() {
    boolean was = isGivenUp;
    isGivenUp = false;
    return was;
  }

  /** What is due, each of the neighbour whose turn it is; asked of the next one if it is again. */
  List<Ask> due(long nowNanos, long patienceNanos) {
    TreeMap<Integer, List<Long>> bySlot = new TreeMap<>();
    Iterator<Map.Entry<Long, Wanted>> all = byId.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Wanted> next = all.next();
      Wanted wanted = next.getValue();
      if (nowNanos - wanted.dueNanos < 0) {
        continue;
      }
      if (wanted.asks++ == MAX_ASKS) {
        all.remove();
        isGivenUp = true;
      } else {
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
