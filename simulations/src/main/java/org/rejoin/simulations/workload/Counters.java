package org.rejoin.simulations.workload;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.CounterMap;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.BoundedSpec;
import org.rejoin.simulations.spec.CountSpec;
import org.rejoin.simulations.spec.ResettableSpec;

/** Counters. */
final class Counters {
  private Counters() {}

  static Family<GCounter, GCounter.Editor> gCounter(String name) {
    return new Family<>(
        Keyspaces.gCounter(name),
        (op, editor) -> editor.increment(op.amount()),
        CountSpec.INSTANCE,
        GCounter::valueExact);
  }

  static Family<PNCounter, PNCounter.Editor> pnCounter(String name) {
    return new Family<>(
        Keyspaces.pnCounter(name),
        Counters::editPnCounter,
        CountSpec.INSTANCE,
        PNCounter::valueExact);
  }

  private static void editPnCounter(OpBody op, PNCounter.Editor editor) {
    if (op.amount() < 0) {
      editor.decrement(-op.amount());
    } else {
      editor.increment(op.amount());
    }
  }

  static Family<ResettableCounter, ResettableCounter.Editor> resettableCounter(String name) {
    return new Family<>(
        Keyspaces.resettableCounter(name),
        Counters::editResettable,
        ResettableSpec.INSTANCE,
        Counters::showResettable);
  }

  private static void editResettable(OpBody op, ResettableCounter.Editor editor) {
    if (op.verb() == Verb.REMOVE) {
      editor.reset();
    } else if (op.amount() < 0) {
      editor.decrement(-op.amount());
    } else {
      editor.increment(op.amount());
    }
  }

  /** As the specification has it: a counter whose amounts are all undone is not there. */
  private static Object showResettable(ResettableCounter counter) {
    Map<String, BigInteger> shown = new TreeMap<>();
    if (counter.valueExact().signum() != 0) {
      shown.put("", counter.valueExact());
    }
    return shown;
  }

  static Family<CounterMap<String>, CounterMap.Editor<String>> counterMap(String name) {
    return new Family<>(
        Keyspaces.counterMap(name, Codecs.utf8()),
        Counters::editCounterMap,
        ResettableSpec.INSTANCE,
        Counters::showCounterMap);
  }

  private static void editCounterMap(OpBody op, CounterMap.Editor<String> editor) {
    if (op.verb() == Verb.REMOVE) {
      editor.remove(op.element());
    } else if (op.amount() < 0) {
      editor.decrement(op.element(), -op.amount());
    } else {
      editor.increment(op.element(), op.amount());
    }
  }

  private static Object showCounterMap(CounterMap<String> map) {
    Map<String, BigInteger> shown = new TreeMap<>();
    map.entries().forEach((key, value) -> shown.put(key, BigInteger.valueOf(value)));
    return shown;
  }

  static Family<BoundedCounter, BoundedCounter.Editor> boundedCounter(String name) {
    return new Family<>(
        Keyspaces.boundedCounter(name, BoundedCounter.atLeast(0)),
        Counters::editBounded,
        BoundedSpec.INSTANCE,
        Counters::showBounded);
  }

  private static void editBounded(OpBody op, BoundedCounter.Editor editor) {
    if (op.verb() == Verb.GIVE) {
      editor.transfer(new ReplicaId(Long.parseUnsignedLong(op.value(), 16)), op.amount());
    } else if (op.amount() < 0) {
      editor.decrement(-op.amount());
    } else {
      editor.increment(op.amount());
    }
  }

  private static Object showBounded(BoundedCounter counter) {
    Map<ReplicaId, BigInteger> rights = new TreeMap<>();
    counter
        .rights()
        .forEach(
            (id, right) -> {
              if (right != 0) {
                rights.put(id, BigInteger.valueOf(right));
              }
            });
    return new BoundedSpec.Stock(counter.valueExact(), rights);
  }
}
