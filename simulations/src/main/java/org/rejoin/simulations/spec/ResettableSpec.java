package org.rejoin.simulations.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * Field by field the sum of all amounts but those that a removal saw. A field is there if an amount
 * is left, be the sum zero. A counter is a map with one field, {@code ""}.
 */
public final class ResettableSpec implements Spec {
  /** The only one. */
  public static final ResettableSpec INSTANCE = new ResettableSpec();

  private ResettableSpec() {}

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return body.verb() == Verb.REMOVE ? InEffect.ofElement(body.element(), seen) : List.of();
  }

  @Override
  public Object expected(Collection<Event> seen) {
    Map<String, BigInteger> sums = new TreeMap<>();
    for (Event event : InEffect.of(seen)) {
      if (event.body().verb() == Verb.COUNT) {
        BigInteger amount = BigInteger.valueOf(event.body().amount());
        sums.merge(event.body().element(), amount, BigInteger::add);
      }
    }
    return sums;
  }

  /**
   * A replica keeps the sums of what it counted in one direction under a field, and begins anew
   * when it removes the field itself, or counts when all that it counted is removed.
   */
  @Override
  public List<Event> includes(Event edit, List<Event> before) {
    List<Event> life = new ArrayList<>();
    BitSet removed = new BitSet();
    for (Event earlier : before) {
      if (isOwn(edit, earlier)) {
        goOn(life, removed, earlier);
      }
      earlier.replaced().forEach(removed::set);
    }
    goOn(life, removed, edit);
    return life.stream().filter(edit::countsOn).filter(earlier -> !earlier.equals(edit)).toList();
  }

  private static boolean isOwn(Event edit, Event earlier) {
    return earlier.origin().equals(edit.origin())
        && earlier.body().element().equals(edit.body().element());
  }

  private static void goOn(List<Event> life, BitSet removed, Event own) {
    if (own.body().verb() == Verb.REMOVE
        || life.stream().allMatch(count -> removed.get(count.index()))) {
      life.clear();
    }
    if (own.body().verb() == Verb.COUNT) {
      life.add(own);
    }
  }

  @Override
  public boolean needsCauses() {
    return true;
  }
}
