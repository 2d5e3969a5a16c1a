package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.spec.Event;

/** I12: what holds of all edits of a key ever made, on whatever side of a cut, holds always. */
final class Bounds implements Checker {
  private final Violations violations;
  private final Map<Life, List<Event>> made = new HashMap<>();

  private record Life(KeyRef key, long epoch) {}

  Bounds(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void onMade(Update update, Event event, KeyAndFamily key) {
    List<Event> all =
        made.computeIfAbsent(new Life(key.key(), update.epoch()), life -> new ArrayList<>());
    all.add(event);
    String wrong = key.spec().wrongInAll(all);
    if (!wrong.isEmpty()) {
      violations.add("I12", "after " + update + ": " + wrong);
    }
  }
}
