package org.rejoin.simulations.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.ORSet;
import org.rejoin.simulations.plan.Verb;

/** An element is in if some add of it is in effect. Adds and removals replace adds. */
final class SetSpec implements Spec {
  @Override
  public List<Update> replaces(Update update, Collection<Update> seen) {
    return InEffect.ofElement(update.body().element(), seen);
  }

  @Override
  public Object expected(Collection<Update> seen) {
    TreeSet<String> elements = new TreeSet<>();
    for (Update update : InEffect.of(seen)) {
      if (update.body().verb() == Verb.ADD) {
        elements.add(update.body().element());
      }
    }
    return elements;
  }

  @Override
  public Object actual(Crdt<?> state) {
    TreeSet<String> elements = new TreeSet<>();
    ((ORSet<?>) state).elements().forEach(element -> elements.add(String.valueOf(element)));
    return elements;
  }

  @Override
  public boolean isResurrection(Object expected, Object actual, Collection<Update> seen) {
    TreeSet<Object> extra = new TreeSet<>((Collection<?>) actual);
    extra.removeAll((Collection<?>) expected);
    return seen.stream()
        .anyMatch(
            update ->
                update.body().verb() == Verb.REMOVE && extra.contains(update.body().element()));
  }
}
