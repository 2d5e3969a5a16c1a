package org.rejoin.benchmarks.crdt;

import java.util.Comparator;
import org.rejoin.crdt.BoundedCounter;
import org.rejoin.crdt.CounterMap;
import org.rejoin.crdt.DWFlag;
import org.rejoin.crdt.EWFlag;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.MVRegister;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORMultiMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.ResettableCounter;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/** Our types as contenders. */
final class RejoinTypes {
  private static final Codec<String> UTF8 = Codecs.utf8();

  private RejoinTypes() {}

  static Contender<?, ?> gCounter() {
    return new RejoinContender<GCounter, GCounter.Editor>(
        GCounter.TYPE,
        (editor, item) -> editor.increment(),
        (editor, item) -> {
          throw new UnsupportedOperationException("a GCounter only goes up");
        },
        View.ofValue(state -> Long.toString(state.value())));
  }

  static Contender<?, ?> pnCounter() {
    return new RejoinContender<PNCounter, PNCounter.Editor>(
        PNCounter.TYPE,
        (editor, item) -> editor.increment(),
        (editor, item) -> editor.decrement(),
        View.ofValue(state -> Long.toString(state.value())));
  }

  static Contender<?, ?> resettableCounter() {
    return new RejoinContender<ResettableCounter, ResettableCounter.Editor>(
        ResettableCounter.TYPE,
        (editor, item) -> editor.increment(),
        (editor, item) -> editor.decrement(),
        View.ofValue(state -> Long.toString(state.value())));
  }

  /** Whoever counts down has counted up before, and so has the right to. */
  static Contender<?, ?> boundedCounter() {
    return new RejoinContender<BoundedCounter, BoundedCounter.Editor>(
        BoundedCounter.atLeast(0),
        (editor, item) -> editor.increment(1),
        (editor, item) -> editor.decrement(1),
        View.ofValue(state -> Long.toString(state.value())));
  }

  static Contender<?, ?> gSet() {
    return new RejoinContender<GSet<String>, GSet.Editor<String>>(
        GSet.type(UTF8),
        (editor, item) -> editor.add(Shape.element(item)),
        (editor, item) -> {
          throw new UnsupportedOperationException("a GSet only grows");
        },
        View.ofElements(GSet::size, GSet::contains));
  }

  static Contender<?, ?> orSet() {
    return new RejoinContender<ORSet<String>, ORSet.Editor<String>>(
        ORSet.type(UTF8),
        (editor, item) -> editor.add(Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        View.ofElements(ORSet::size, ORSet::contains));
  }

  static Contender<?, ?> rwSet() {
    return new RejoinContender<RWSet<String>, RWSet.Editor<String>>(
        RWSet.type(UTF8),
        (editor, item) -> editor.add(Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        View.ofElements(RWSet::size, RWSet::contains));
  }

  static Contender<?, ?> ewFlag() {
    return new RejoinContender<EWFlag, EWFlag.Editor>(
        EWFlag.TYPE,
        (editor, item) -> editor.enable(),
        (editor, item) -> editor.disable(),
        View.ofValue(state -> Boolean.toString(state.isEnabled())));
  }

  static Contender<?, ?> dwFlag() {
    return new RejoinContender<DWFlag, DWFlag.Editor>(
        DWFlag.TYPE,
        (editor, item) -> editor.enable(),
        (editor, item) -> editor.disable(),
        View.ofValue(state -> Boolean.toString(state.isEnabled())));
  }

  /** Each key was counted up once. */
  static Contender<?, ?> counterMap() {
    return new RejoinContender<CounterMap<String>, CounterMap.Editor<String>>(
        CounterMap.type(UTF8),
        (editor, item) -> editor.increment(Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        View.ofEntries(
            CounterMap::size,
            (state, key) ->
                state.contains(key) ? View.counted(key, Long.toString(state.get(key))) : null));
  }

  /** Each key holds a set of one element. */
  static Contender<?, ?> orMap() {
    return new RejoinContender<
        ORMap<String, ORSet<String>, ORSet.Editor<String>>,
        ORMap.Editor<String, ORSet.Editor<String>>>(
        ORMap.type(UTF8, ORSet.type(UTF8)),
        (editor, item) -> {
          String key = Shape.element(item);
          editor.at(key, set -> set.add(key));
        },
        (editor, item) -> editor.remove(Shape.element(item)),
        View.ofEntries(
            ORMap::size,
            (state, key) ->
                state.get(key).map(set -> String.join(",", set.elements())).orElse(null)));
  }

  /** Each key holds one value. */
  static Contender<?, ?> orMultiMap() {
    return new RejoinContender<ORMultiMap<String, String>, ORMultiMap.Editor<String, String>>(
        ORMultiMap.type(UTF8, UTF8),
        (editor, item) -> editor.put(Shape.element(item), Shape.element(item)),
        (editor, item) -> editor.removeAll(Shape.element(item)),
        View.ofEntries(
            ORMultiMap::size,
            (state, key) -> state.contains(key) ? String.join(",", state.get(key)) : null));
  }

  /** Of concurrent values the largest shows here. */
  static Contender<?, ?> mvRegister(int size) {
    return new RejoinContender<MVRegister<String>, MVRegister.Editor<String>>(
        MVRegister.type(UTF8),
        (editor, item) -> editor.set(Shape.value(item, size)),
        (editor, item) -> editor.clear(),
        View.ofValue(state -> state.values().stream().max(Comparator.naturalOrder()).orElse("")));
  }

  static Contender<?, ?> lwwRegister(int size) {
    return new RejoinContender<LWWRegister<String>, LWWRegister.Editor<String>>(
        LWWRegister.type(UTF8),
        (editor, item) -> editor.set(Shape.value(item, size)),
        (editor, item) -> editor.clear(),
        View.ofValue(state -> state.value().orElse("")));
  }

  static Contender<?, ?> lwwMap() {
    return new RejoinContender<LWWMap<String, String>, LWWMap.Editor<String, String>>(
        LWWMap.type(UTF8, UTF8),
        (editor, item) -> editor.put(Shape.element(item), Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        View.ofEntries(LWWMap::size, (state, key) -> state.get(key).orElse(null)));
  }
}
