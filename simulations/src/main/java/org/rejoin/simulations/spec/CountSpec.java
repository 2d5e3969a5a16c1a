package org.rejoin.simulations.spec;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.rejoin.simulations.plan.OpBody;

/** The sum of all amounts. */
public final class CountSpec implements Spec {
  /** The only one. */
  public static final CountSpec INSTANCE = new CountSpec();

  private CountSpec() {}

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return List.of();
  }

  @Override
  public Object expected(Collection<Event> seen) {
    BigInteger sum = BigInteger.ZERO;
    for (Event event : seen) {
      sum = sum.add(BigInteger.valueOf(event.body().amount()));
    }
    return sum;
  }

  /** A counter keeps the sum of its increments, and that of its decrements, an origin. */
  @Override
  public List<Event> includes(Event edit, List<Event> before) {
    return before.stream().filter(edit::countsOn).toList();
  }
}
