package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * I8 in one life: what a node holds of a key only grows. An earlier state joined to the present one
 * is the present one, unless a delete came between; both as their bytes say. At each look a few
 * keys of each node, in turn.
 */
final class Inflation implements Checker {
  private static final int KEYS_A_LOOK = 4;
  private final Oracle oracle;
  private final Violations violations;
  private final Map<Incarnation, Map<KeyRef, Held>> earlier = new HashMap<>();
  private int looks;

  Inflation(Oracle oracle, Violations violations) {
    this.oracle = oracle;
    this.violations = violations;
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    looks++;
    for (Inspection node : nodes) {
      Map<KeyRef, Held> before =
          earlier.computeIfAbsent(node.incarnation(), life -> new TreeMap<>());
      sample(before).forEach(key -> compare(node, key, before.get(key)));
      Knowledge known = oracle.knowledgeOf(node.incarnation());
      node.states().forEach((key, state) -> before.put(key, new Held(state, known.epoch(key))));
    }
  }

  private List<KeyRef> sample(Map<KeyRef, Held> before) {
    List<KeyRef> keys = new ArrayList<>(before.keySet());
    List<KeyRef> some = new ArrayList<>();
    for (int i = 0; i < Math.min(KEYS_A_LOOK, keys.size()); i++) {
      some.add(keys.get((looks * KEYS_A_LOOK + i) % keys.size()));
    }
    return some;
  }

  private void compare(Inspection node, KeyRef key, @Nullable Held before) {
    Crdt<?> state = node.states().get(key);
    long epoch = oracle.knowledgeOf(node.incarnation()).epoch(key);
    if (before == null || before.epoch() < epoch || before.state() == state) {
      return;
    }
    if (before.epoch() > epoch || state == null || !grew(before.state(), state)) {
      violations.about(key, node.incarnation(), Violations.NO_OP);
      violations.add(
          "I8",
          node.incarnation()
              + " held more of "
              + key
              + " before: "
              + before.state()
              + ", now "
              + state);
    }
  }

  private static boolean grew(Crdt<?> before, Crdt<?> now) {
    return Held.same(Held.join(Held.reread(before, now), Held.reread(now, now)), now);
  }
}
