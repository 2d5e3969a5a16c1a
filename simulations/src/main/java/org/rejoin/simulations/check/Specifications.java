package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * I7: each state's value is what the specification says about the updates seen since the last
 * delete. I4, its sharpest case: nothing shows that a removal or a delete took, once that is
 * integrated.
 */
final class Specifications implements Checker {
  /** Of longer logs only some steps are judged, and the end. */
  private static final int ALWAYS_UP_TO = 48;

  private static final int ELSE_EVERY = 16;
  private final Oracle oracle;
  private final Violations violations;
  private long steps;

  Specifications(Oracle oracle, Violations violations) {
    this.oracle = oracle;
    this.violations = violations;
  }

  @Override
  public void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {
    if (seen.size() <= ALWAYS_UP_TO || ++steps % ELSE_EVERY == 0) {
      check(node, seen, shown, key);
    }
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (Inspection inspection : nodes) {
      Knowledge node = oracle.knowledgeOf(inspection.incarnation());
      node.shown()
          .forEach(
              (key, shown) -> check(node, node.log(key, shown.epoch()), shown, oracle.typed(key)));
    }
  }

  private void check(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {
    Spec spec = key.spec();
    if (spec.needsCauses() && !isClosed(seen)) {
      return;
    }
    List<Event> known = seen.edits();
    Object expected = spec.expected(known);
    Object actual;
    try {
      actual = key.family().show(shown.state());
    } catch (MalformedBytesException e) {
      violations.add("I7", node.incarnation() + " holds " + key + ", which cannot be read: " + e);
      return;
    }
    if (expected.equals(actual)) {
      return;
    }
    String what = node.incarnation() + " shows " + key + " = " + actual + ", not " + expected;
    violations.about(key.key(), node.incarnation(), Violations.NO_OP);
    violations.add("I7", what);
    if (isOfEarlierEpoch(node, key, shown, spec, actual)
        || spec.isResurrection(expected, actual, known)) {
      violations.add("I4", "removed, integrated, and back: " + what);
    }
  }

  /** Whether with each edit all is seen that its origin had seen. */
  private boolean isClosed(SeenLog seen) {
    Map<Incarnation, Update> latest = new HashMap<>();
    for (Update update : seen.updates()) {
      latest.merge(update.origin(), update, (a, b) -> a.index() > b.index() ? a : b);
    }
    for (Update update : latest.values()) {
      SeenLog origin = oracle.knowledgeOf(update.origin()).log(update.key(), update.epoch());
      for (Update cause : origin.updates().subList(0, update.saw())) {
        if (!cause.isDelete() && !seen.contains(cause)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether what shows is just what it would be had an earlier delete never been. */
  private static boolean isOfEarlierEpoch(
      Knowledge node, KeyAndFamily key, Knowledge.Shown shown, Spec spec, Object actual) {
    List<Event> all = new ArrayList<>();
    for (long epoch = shown.epoch(); epoch >= 0; epoch--) {
      all.addAll(node.log(key.key(), epoch).edits());
      if (epoch < shown.epoch() && spec.expected(all).equals(actual)) {
        return true;
      }
    }
    return false;
  }
}
