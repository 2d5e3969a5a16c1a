package org.rejoin.benchmarks.crdt;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.cluster.ddata.Flag;
import org.apache.pekko.cluster.ddata.GCounter;
import org.apache.pekko.cluster.ddata.GSet;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.ORMap;
import org.apache.pekko.cluster.ddata.ORMultiMap;
import org.apache.pekko.cluster.ddata.ORSet;
import org.apache.pekko.cluster.ddata.PNCounter;
import org.apache.pekko.cluster.ddata.PNCounterMap;
import scala.Option;
import scala.math.BigInt;

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
        View.ofValue(state -> state.getValue().toString()));
  }

  static Contender<?, ?> pnCounter() {
    return new PekkoContender<>(
        PNCounter.create(),
        (state, node, item) -> state.increment(node, 1),
        (state, node, item) -> state.decrement(node, 1),
        View.ofValue(state -> state.getValue().toString()));
  }

  static Contender<?, ?> gSet() {
    return new PekkoContender<>(
        GSet.<String>create(),
        (state, node, item) -> state.add(Shape.element(item)),
        (state, node, item) -> {
          throw new UnsupportedOperationException("a GSet only grows");
        },
        View.ofElements(GSet::size, GSet::contains));
  }

  static Contender<?, ?> orSet() {
    return new PekkoContender<>(
        ORSet.<String>create(),
        (state, node, item) -> state.add(node, Shape.element(item)),
        (state, node, item) -> state.remove(node, Shape.element(item)),
        View.ofElements(ORSet::size, ORSet::contains));
  }

  static Contender<?, ?> flag() {
    return new PekkoContender<>(
        Flag.create(),
        (state, node, item) -> state.switchOn(),
        (state, node, item) -> {
          throw new UnsupportedOperationException("a Pekko Flag stays on");
        },
        View.ofValue(state -> Boolean.toString(state.enabled())));
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
        View.ofEntries(
            ORMap::size,
            (state, key) -> {
              Option<ORSet<String>> set = state.get(key);
              return set.isEmpty() ? null : String.join(",", set.get().getElements());
            }));
  }

  /** Each key holds one value. */
  static Contender<?, ?> orMultiMap() {
    return new PekkoContender<>(
        ORMultiMap.<String, String>create(),
        (state, node, item) -> state.addBinding(node, Shape.element(item), Shape.element(item)),
        (state, node, item) -> state.remove(node, Shape.element(item)),
        View.ofEntries(
            ORMultiMap::size,
            (state, key) -> {
              Option<scala.collection.immutable.Set<String>> set = state.get(key);
              return set.isEmpty() ? null : set.get().mkString(",");
            }));
  }

  /** Each key was counted up once. */
  static Contender<?, ?> counterMap() {
    return new PekkoContender<>(
        PNCounterMap.<String>create(),
        (state, node, item) -> state.increment(node, Shape.element(item), 1),
        (state, node, item) -> state.remove(Shape.element(item), node),
        View.ofEntries(
            PNCounterMap::size,
            (state, key) -> {
              Option<BigInt> count = state.get(key);
              return count.isEmpty() ? null : View.counted(key, count.get().toString());
            }));
  }

  static Contender<?, ?> lwwRegister(int size) {
    LWWRegister.Clock<String> clock = clock();
    return new PekkoContender<>(
        LWWRegister.create(PekkoContender.node(0), "", clock),
        (state, node, item) -> state.withValue(node, Shape.value(item, size), clock),
        (state, node, item) -> {
          throw new UnsupportedOperationException("a Pekko LWWRegister cannot be cleared");
        },
        View.ofValue(LWWRegister::getValue));
  }

  static Contender<?, ?> lwwMap() {
    LWWRegister.Clock<String> clock = clock();
    return new PekkoContender<>(
        LWWMap.<String, String>create(),
        (state, node, item) -> state.put(node, Shape.element(item), Shape.element(item), clock),
        (state, node, item) -> state.remove(node, Shape.element(item)),
        View.ofEntries(
            LWWMap::size,
            (state, key) -> {
              Option<String> value = state.get(key);
              return value.isEmpty() ? null : value.get();
            }));
  }

  /** Later writes win even within a millisecond, as with our clock. */
  private static LWWRegister.Clock<String> clock() {
    AtomicLong ticks = new AtomicLong(1_700_000_000_000L);
    return (current, value) -> Math.max(current + 1, ticks.incrementAndGet());
  }
}
