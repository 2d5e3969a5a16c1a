package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Tells a watch when which node came to hold which operation. Judges nothing. */
final class Learning implements Checker {
  private final Watch watch;
  private final IdentityHashMap<SeenLog, Integer> told = new IdentityHashMap<>();

  Learning(Watch watch) {
    this.watch = watch;
  }

  /** The checkers, and before them one that tells the watch, if there is one. */
  static List<Checker> andAll(Watch watch, List<Checker> checkers) {
    List<Checker> all = new ArrayList<>(checkers);
    if (watch != Watch.NONE) {
      all.add(0, new Learning(watch));
    }
    return List.copyOf(all);
  }

  @Override
  public void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {
    List<Update> updates = seen.updates();
    for (int i = told.getOrDefault(seen, 0); i < updates.size(); i++) {
      Update update = updates.get(i);
      if (update.op() != null) {
        watch.learned(node.incarnation(), update.op());
      }
    }
    told.put(seen, updates.size());
  }
}
