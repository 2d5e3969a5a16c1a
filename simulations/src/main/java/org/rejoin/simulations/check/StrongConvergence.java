package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.Map;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.world.Incarnation;

/**
 * I1: replicas that have integrated the same updates of a key since its last delete hold the same
 * bytes for it.
 */
final class StrongConvergence implements Checker {
  private final Violations violations;
  private final Map<Seen, First> first = new HashMap<>();

  private record Seen(KeyRef key, long epoch, SeenLog.SetHash updates) {}

  private record First(Incarnation who, long hash, Crdt<?> state) {}

  StrongConvergence(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {
    First now = new First(node.incarnation(), shown.hash(), shown.state());
    First known = first.putIfAbsent(new Seen(key.key(), shown.epoch(), seen.hash()), now);
    if (known != null && known.hash != now.hash) {
      violations.add(
          "I1",
          now.who
              + " and "
              + known.who
              + " have seen the same "
              + seen.size()
              + " updates of "
              + key
              + " and hold "
              + now.state
              + " and "
              + known.state);
    }
  }
}
