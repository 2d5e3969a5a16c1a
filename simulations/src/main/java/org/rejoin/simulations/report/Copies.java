package org.rejoin.simulations.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/** The state of each key on each node that runs, as a hash. */
final class Copies {
  private final Map<String, Map<KeyRef, Long>> alive = new TreeMap<>();
  private final Set<KeyRef> keys = new HashSet<>();

  void start(Incarnation incarnation) {
    alive.put(incarnation.toString(), new HashMap<>());
  }

  void die(Incarnation incarnation) {
    alive.remove(incarnation.toString());
  }

  void show(Incarnation incarnation, KeyRef key, long epoch, Crdt<?> state) {
    Map<KeyRef, Long> mine = alive.get(incarnation.toString());
    if (mine != null) {
      keys.add(key);
      boolean isNothing = state.isBottom() && epoch == 0;
      mine.put(key, isNothing ? 0 : Draws.mix(EventHash.of(state.toBytes()) + epoch));
    }
  }

  /** How many different stores there are. */
  int roots() {
    Set<Long> roots = new HashSet<>();
    for (Map<KeyRef, Long> store : alive.values()) {
      long root = 0;
      for (Map.Entry<KeyRef, Long> copy : store.entrySet()) {
        root += copy.getValue() == 0 ? 0 : Draws.mix(copy.getKey().hash() ^ copy.getValue());
      }
      roots.add(root);
    }
    return roots.size();
  }

  /** Share of all copies that are not as most copies of their key are. */
  double staleShare() {
    long stale = 0;
    for (KeyRef key : keys) {
      Map<Long, Integer> counts = new HashMap<>();
      for (Map<KeyRef, Long> store : alive.values()) {
        counts.merge(store.getOrDefault(key, 0L), 1, Integer::sum);
      }
      int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      stale += alive.size() - most;
    }
    long copies = (long) keys.size() * alive.size();
    return copies == 0 ? 0 : (double) stale / copies;
  }
}
