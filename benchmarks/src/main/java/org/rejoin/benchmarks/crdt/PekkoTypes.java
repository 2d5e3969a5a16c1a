package org.rejoin.benchmarks.crdt;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.cluster.ddata.GCounter;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.ORMap;
import org.apache.pekko.cluster.ddata.ORSet;
import org.apache.pekko.cluster.ddata.PNCounter;

/** Pekko's types as contenders. */
final class PekkoTypes {
  private PekkoTypes() {}

  static Contender<?, ?> gCounter() {
    return new PekkoContender<>(
        GCounter.create(),
        (state, node, item) -> state.increment(node, 1),
        (state, node, item) -> {
          throw new UnsupportedOperationException("a GCounter only goes up");
        },
        state -> Shape.only(state.getValue().toString()));
  }

  static Contender<?, ?> pnCounter() {
    return new PekkoContender<>(
        PNCounter.create(),
        (state, node, item) -> state.increment(node, 1),
        (state, node, item) -> state.decrement(node, 1),
        state -> Shape.only(state.getValue().toString()));
  }

  static Contender<?, ?> orSet() {
    return new PekkoContender<>(
        ORSet.<String>create(),
        (state, node, item) -> state.add(node, Shape.element(item)),
        (state, node, item) -> state.remove(node, Shape.element(item)),
        state -> {
          SortedMap<String, String> content = new TreeMap<>();
          state.getElements().forEach(element -> content.put(element, element));
          return content;
        });
  }

  /** Each key holds a set of one element. */
  static Contender<?, ?> orMap() {
    ORSet<String> none = ORSet.create();
    return new PekkoContender<>(
        ORMap.<String, ORSet<String>>create(),
        (state, node, item) -> {
          String key = Shape.element(item);
          return state.update(node, key, none, set -> set.add(node, key));
        },
        (state, node, item) -> state.remove(node, Shape.element(item)),
        state -> {
          SortedMap<String, String> content = new TreeMap<>();
          for (Map.Entry<String, ORSet<String>> entry : state.getEntries().entrySet()) {
            content.put(entry.getKey(), String.join(",", entry.getValue().getElements()));
          }
          return content;
        });
  }

  static Contender<?, ?> lwwRegister(int size) {
    LWWRegister.Clock<String> clock = clock();
    return new PekkoContender<>(
        LWWRegister.create(PekkoContender.node(0), "", clock),
        (state, node, item) -> state.withValue(node, Shape.value(item, size), clock),
        (state, node, item) -> {
          throw new UnsupportedOperationException("a Pekko LWWRegister cannot be cleared");
        },
        state -> Shape.only(state.getValue()));
  }

  static Contender<?, ?> lwwMap() {
    LWWRegister.Clock<String> clock = clock();
    return new PekkoContender<>(
        LWWMap.<String, String>create(),
        (state, node, item) -> state.put(node, Shape.element(item), Shape.element(item), clock),
        (state, node, item) -> state.remove(node, Shape.element(item)),
        state -> new TreeMap<>(state.getEntries()));
  }

  /** Later writes win even within a millisecond, as with our clock. */
  private static LWWRegister.Clock<String> clock() {
    AtomicLong ticks = new AtomicLong(1_700_000_000_000L);
    return (current, value) -> ticks.incrementAndGet();
  }
}
