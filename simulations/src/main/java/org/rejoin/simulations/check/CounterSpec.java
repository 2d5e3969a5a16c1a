package org.rejoin.simulations.check;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.PNCounter;

/** The sum of all amounts. */
final class CounterSpec implements Spec {
  @Override
  public List<Update> replaces(Update update, Collection<Update> seen) {
    return List.of();
  }

  @Override
  public Object expected(Collection<Update> seen) {
    BigInteger sum = BigInteger.ZERO;
    for (Update update : seen) {
      sum = sum.add(BigInteger.valueOf(update.body().amount()));
    }
    return sum;
  }

  @Override
  public Object actual(Crdt<?> state) {
    return ((PNCounter) state).valueExact();
  }

  /** A counter keeps the sum of its increments, and that of its decrements, an origin. */
  @Override
  public boolean includes(Update later, Update earlier) {
    return later.origin().equals(earlier.origin())
        && earlier.index() < later.index()
        && Long.signum(later.body().amount()) == Long.signum(earlier.body().amount());
  }
}
