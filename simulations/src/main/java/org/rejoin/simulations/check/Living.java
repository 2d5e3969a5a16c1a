package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs now, and who of them has to do without the others. */
final class Living {
  private final List<Knowledge> alive = new ArrayList<>();
  private List<Integer> core = List.of();

  void born(Knowledge node) {
    alive.add(node);
  }

  void died(Knowledge node) {
    node.die();
    alive.remove(node);
  }

  List<Knowledge> all() {
    return List.copyOf(alive);
  }

  int count() {
    return alive.size();
  }

  /** From now on only nodes with these indices are compared; empty: all. */
  void compareOnly(List<Integer> nodes) {
    core = List.copyOf(nodes);
  }

  /** Whether all who are compared hold the same, as far as was traced. */
  boolean isEqual() {
    @Nullable Knowledge first = null;
    for (Knowledge node : alive) {
      if (core.isEmpty() || core.contains(node.incarnation().node())) {
        first = first == null ? node : first;
        if (node.sum() != first.sum()) {
          return false;
        }
      }
    }
    return true;
  }
}
