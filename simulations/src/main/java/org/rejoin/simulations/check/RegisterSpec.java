package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.Origin;
import org.rejoin.simulations.plan.Verb;

/**
 * Of the writes to a field that are in effect, the one with the highest stamp shows. Writes and
 * removals replace writes. Stamps are those that the origins gave. A register is a map with one
 * field, {@code ""}.
 */
final class RegisterSpec implements Spec {
  private final boolean isMap;

  RegisterSpec(boolean isMap) {
    this.isMap = isMap;
  }

  @Override
  public List<Update> replaces(Update update, Collection<Update> seen) {
    return InEffect.ofElement(update.body().element(), seen);
  }

  @Override
  public Object expected(Collection<Update> seen) {
    Map<String, List<Update>> live = new TreeMap<>();
    for (Update update : InEffect.of(seen)) {
      if (update.body().verb() == Verb.PUT) {
        live.computeIfAbsent(update.body().element(), f -> new ArrayList<>()).add(update);
      }
    }
    Map<String, String> values = new TreeMap<>();
    live.forEach(
        (field, writes) ->
            writes.stream()
                .max(Comparator.comparing(this::stamp))
                .ifPresent(winner -> values.put(field, winner.body().value())));
    return values;
  }

  private Origin stamp(Update write) {
    return register(write.delta(), write.body().element())
        .flatMap(LWWRegister::stamp)
        .orElseThrow(() -> new IllegalStateException("a write without a stamp: " + write));
  }

  @SuppressWarnings("unchecked")
  private Optional<LWWRegister<String>> register(Crdt<?> state, String field) {
    return isMap
        ? ((LWWMap<String, String>) state).register(field)
        : Optional.of((LWWRegister<String>) state);
  }

  @Override
  public Object actual(Crdt<?> state) {
    Map<String, String> values = new TreeMap<>();
    if (isMap) {
      ((LWWMap<?, ?>) state)
          .entries()
          .forEach((field, value) -> values.put(String.valueOf(field), String.valueOf(value)));
    } else {
      ((LWWRegister<?>) state).value().ifPresent(value -> values.put("", String.valueOf(value)));
    }
    return values;
  }

  @Override
  public boolean isResurrection(Object expected, Object actual, Collection<Update> seen) {
    Map<?, ?> should = (Map<?, ?>) expected;
    for (Object field : ((Map<?, ?>) actual).keySet()) {
      boolean isRemoved =
          seen.stream()
              .anyMatch(
                  update ->
                      update.body().verb() == Verb.REMOVE && update.body().element().equals(field));
      if (!should.containsKey(field) && isRemoved) {
        return true;
      }
    }
    return false;
  }
}
