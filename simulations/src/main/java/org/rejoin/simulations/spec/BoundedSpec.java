package org.rejoin.simulations.spec;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * The sum of all amounts, which is never below zero, and what each replica may take off: what it
 * added, less what it took off, less what it gave, with what it was given. (I12.)
 */
public final class BoundedSpec implements Spec {
  /** The only one. */
  public static final BoundedSpec INSTANCE = new BoundedSpec();

  private BoundedSpec() {}

  /**
   * What a counter shows.
   *
   * @param rights of all replicas that have some
   */
  public record Stock(BigInteger value, Map<ReplicaId, BigInteger> rights) {}

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return List.of();
  }

  @Override
  public boolean needsCauses() {
    return true;
  }

  @Override
  public Object expected(Collection<Event> seen) {
    BigInteger value = BigInteger.ZERO;
    Map<ReplicaId, BigInteger> rights = new TreeMap<>();
    for (Event event : seen) {
      BigInteger amount = BigInteger.valueOf(event.body().amount());
      if (event.body().verb() == Verb.GIVE) {
        ReplicaId to = new ReplicaId(Long.parseUnsignedLong(event.body().value(), 16));
        rights.merge(event.origin(), amount.negate(), BigInteger::add);
        rights.merge(to, amount, BigInteger::add);
      } else {
        value = value.add(amount);
        rights.merge(event.origin(), amount, BigInteger::add);
      }
    }
    rights.values().removeIf(right -> right.signum() == 0);
    return new Stock(value, rights);
  }

  @Override
  public String wrongInAll(Collection<Event> all) {
    Stock stock = (Stock) expected(all);
    if (stock.value.signum() < 0) {
      return "all edits ever made come to " + stock.value + ", beyond the bound";
    }
    BigInteger sum = stock.rights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    boolean isOwing = stock.rights.values().stream().anyMatch(right -> right.signum() < 0);
    return isOwing || !sum.equals(stock.value)
        ? "rights " + stock.rights + " for a value of " + stock.value
        : "";
  }
}
