package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * An add-wins set under ranks: an add has the highest rank in its past, and only those of the
 * highest rank of all count. Ops: a rank, or an element with a leading sign.
 */
final class LexSpec implements Spec<String, Map<String, Set<String>>> {
  @Override
  public boolean writes(String op) {
    return true;
  }

  @Override
  public boolean replaces(String op, String write) {
    return false;
  }

  @Override
  public Map<String, Set<String>> value(List<SpecEvent<String>> all) {
    Map<Dot, SpecEvent<String>> events = new TreeMap<>();
    all.forEach(event -> events.put(event.id(), event));
    long highest = all.stream().mapToLong(event -> rank(event, events)).max().orElse(-1);
    Set<String> elements = new TreeSet<>();
    for (SpecEvent<String> add : all) {
      if (add.op().startsWith("+")
          && rank(add, events) == highest
          && all.stream().noneMatch(other -> replaces(other, add))) {
        elements.add(name(add));
      }
    }
    return Map.of(Long.toString(highest), elements);
  }

  private static String name(SpecEvent<String> event) {
    return event.op().substring(1);
  }

  private static boolean replaces(SpecEvent<String> op, SpecEvent<String> add) {
    return op.saw().contains(add.id()) && !isRank(op) && name(op).equals(name(add));
  }

  private static boolean isRank(SpecEvent<String> event) {
    return Character.isDigit(event.op().charAt(0));
  }

  /** The highest rank offered in the event's past, itself included; -1 if none was. */
  private static long rank(SpecEvent<String> event, Map<Dot, SpecEvent<String>> events) {
    Set<Dot> past = new TreeSet<>();
    collect(event, events, past);
    return past.stream()
        .map(events::get)
        .filter(LexSpec::isRank)
        .mapToLong(cause -> Long.parseLong(cause.op()))
        .max()
        .orElse(-1);
  }

  private static void collect(
      SpecEvent<String> event, Map<Dot, SpecEvent<String>> events, Set<Dot> past) {
    if (past.add(event.id())) {
      event.saw().forEach(cause -> collect(events.get(cause), events, past));
    }
  }

  @Override
  public boolean cumulative() {
    return true;
  }
}
