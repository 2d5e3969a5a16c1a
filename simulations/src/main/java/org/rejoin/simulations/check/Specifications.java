package org.rejoin.simulations.check;

import java.util.List;
import java.util.Optional;
import org.rejoin.simulations.world.Inspection;

/**
 * I7: each state's value is what the specification says about the updates seen. I4, its sharpest
 * case: nothing shows that a removal took, once that removal is integrated.
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
  public void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndType key) {
    if (seen.size() <= ALWAYS_UP_TO || ++steps % ELSE_EVERY == 0) {
      check(node, seen, shown, key);
    }
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (Inspection inspection : nodes) {
      Knowledge node = oracle.knowledgeOf(inspection.incarnation());
      node.shown().forEach((key, shown) -> check(node, node.log(key), shown, oracle.typed(key)));
    }
  }

  private void check(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndType key) {
    Optional<Update> stray =
        seen.updates().stream().filter(update -> update.op() == null).findFirst();
    Spec spec = Specs.of(key.type());
    List<Update> known =
        stray.isEmpty()
            ? seen.updates()
            : seen.updates().stream().filter(update -> update.op() != null).toList();
    Object expected = spec.expected(known);
    Object actual = spec.actual(shown.state());
    if (expected.equals(actual)) {
      return;
    }
    String what = node.incarnation() + " shows " + key + " = " + actual + ", not " + expected;
    violations.add("I7", what);
    if (spec.isResurrection(expected, actual, known)) {
      violations.add("I4", "removed, integrated, and back: " + what);
    }
  }
}
