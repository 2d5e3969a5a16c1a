package org.rejoin.simulations.check;

import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.crdt.Hlc;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.spec.Event;

/**
 * I13, its part about causes: a write is stamped later than those whose place it takes, unless
 * their clocks were too far ahead to be followed.
 */
final class Stamps implements Checker {
  private final Oracle oracle;
  private final Violations violations;
  private final boolean isJudged;

  Stamps(Oracle oracle, Violations violations, Plan plan) {
    this.isJudged = SaneClocks.of(plan);
    this.oracle = oracle;
    this.violations = violations;
  }

  @Override
  public void onMade(Update update, Event event, KeyAndFamily key) {
    if (!isJudged || event.stamp().isEmpty() || event.replaced().isEmpty()) {
      return;
    }
    Hlc now = event.stamp().get().stamp();
    Knowledge node = oracle.knowledgeOf(update.origin());
    for (Event before : node.log(update.key(), update.epoch()).edits()) {
      if (event.replaced().contains(before.index()) && before.stamp().isPresent()) {
        Hlc then = before.stamp().get().stamp();
        boolean isFollowed = then.millis() - now.millis() < EngineConfig.MAX_DRIFT.toMillis();
        if (isFollowed && then.compareTo(now) >= 0) {
          violations.add("I13", update + " is stamped " + now + " over a write of " + then);
        }
      }
    }
  }
}
