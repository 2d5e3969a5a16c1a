package org.rejoin.benchmarks.crdt;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.PNCounter;
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
        state -> Shape.only(Long.toString(state.value())));
  }

  static Contender<?, ?> pnCounter() {
    return new RejoinContender<PNCounter, PNCounter.Editor>(
        PNCounter.TYPE,
        (editor, item) -> editor.increment(),
        (editor, item) -> editor.decrement(),
        state -> Shape.only(Long.toString(state.value())));
  }

  static Contender<?, ?> orSet() {
    return new RejoinContender<ORSet<String>, ORSet.Editor<String>>(
        ORSet.type(UTF8),
        (editor, item) -> editor.add(Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        state -> {
          SortedMap<String, String> content = new TreeMap<>();
          state.elements().forEach(element -> content.put(element, element));
          return content;
        });
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
        state -> {
          SortedMap<String, String> content = new TreeMap<>();
          for (String key : state.keys()) {
            content.put(key, String.join(",", state.get(key).orElseThrow().elements()));
          }
          return content;
        });
  }

  static Contender<?, ?> lwwRegister(int size) {
    return new RejoinContender<LWWRegister<String>, LWWRegister.Editor<String>>(
        LWWRegister.type(UTF8),
        (editor, item) -> editor.set(Shape.value(item, size)),
        (editor, item) -> editor.clear(),
        state -> Shape.only(state.value().orElse("")));
  }

  static Contender<?, ?> lwwMap() {
    return new RejoinContender<LWWMap<String, String>, LWWMap.Editor<String, String>>(
        LWWMap.type(UTF8, UTF8),
        (editor, item) -> editor.put(Shape.element(item), Shape.element(item)),
        (editor, item) -> editor.remove(Shape.element(item)),
        state -> new TreeMap<>(state.entries()));
  }
}
