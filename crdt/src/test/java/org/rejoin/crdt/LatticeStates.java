package org.rejoin.crdt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.codec.Codecs;

/** Small states of each type without causal context, and of each composed one. */
final class LatticeStates {
  private LatticeStates() {}

  /** File name of the vectors to states by name. */
  static Map<String, Map<String, Crdt<?>>> all() {
    Map<String, Map<String, Crdt<?>>> files = new LinkedHashMap<>();
    files.put("gcounter-1", gCounters());
    files.put("pncounter-1", pnCounters());
    files.put("boundedcounter-1", bounded());
    files.put("gset-1", sets());
    files.put("maxregister-1", highest());
    files.put("minregister-1", lowest());
    files.put("pair-1", pairs());
    files.put("lex-1", ranked());
    files.put("option-1", options());
    return files;
  }

  private static Map<String, Crdt<?>> gCounters() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", GCounter.empty());
    var a = new Replica<>(GCounter.TYPE, 0xa1);
    var b = new Replica<>(GCounter.TYPE, -1);
    states.put("one increment", a.edit(e -> e.increment()));
    states.put("its maximum", b.edit(e -> e.increment(Long.MAX_VALUE - 1)));
    states.put("two replicas", a.receive(b.state()).state());
    var many = new Replica<>(GCounter.TYPE, 0);
    for (long id = 1; id <= 40; id++) {
      many.receive(new Replica<>(GCounter.TYPE, id * id).edit(e -> e.increment(300)));
    }
    states.put("many replicas", many.state());
    return states;
  }

  private static Map<String, Crdt<?>> pnCounters() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", PNCounter.empty());
    var a = new Replica<>(PNCounter.TYPE, 0xa1);
    var b = new Replica<>(PNCounter.TYPE, 0xb2);
    states.put("up and down", a.edit(e -> e.increment(300).decrement(7)));
    states.put("down alone", b.edit(e -> e.decrement()));
    states.put("two replicas", a.receive(b.state()).state());
    return states;
  }

  private static Map<String, Crdt<?>> bounded() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(BoundedCounter.atLeast(0), 0xa1);
    var b = new Replica<>(BoundedCounter.atLeast(0), 0xb2);
    states.put("bottom", a.state());
    states.put("minted", a.edit(e -> e.increment(300)));
    states.put("given", a.edit(e -> e.transfer(b.id(), 20).transfer(new ReplicaId(-1), 1)));
    states.put("spent", b.receive(a.state()).edit(e -> e.decrement(7).transfer(a.id(), 2)));
    states.put("all", a.receive(b.state()).state());
    var seats = new Replica<>(BoundedCounter.atMost(-100), 0xa1);
    states.put("upper bound", seats.edit(e -> e.decrement(3).increment(1)));
    return states;
  }

  private static Map<String, Crdt<?>> sets() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(GSet.type(Codecs.utf8()), 0xa1);
    states.put("bottom", a.state());
    states.put("one add", a.edit(e -> e.add("milk")));
    states.put("beyond ASCII", a.edit(e -> e.addAll(List.of("k\u00e4se\ud83e\uddc0", "", "tea"))));
    states.put("all", a.state());
    var numbers = new Replica<>(GSet.type(Codecs.uint64()), 0xa1);
    states.put("numbers", numbers.edit(e -> e.addAll(List.of(0L, 127L, 128L, -1L))));
    return states;
  }

  private static Map<String, Crdt<?>> highest() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(MaxRegister.unsigned(), 0xa1);
    states.put("bottom", a.state());
    states.put("zero", a.edit(e -> e.offer(0L)));
    states.put("the highest", a.edit(e -> e.offer(-1L)));
    var text =
        new Replica<>(
            MaxRegister.type(Codecs.utf8(), "nocase", ChainProperties.IGNORING_CASE), 0xa1);
    states.put("by an order of its own", text.edit(e -> e.offer("A").offer("a").offer("A")));
    return states;
  }

  private static Map<String, Crdt<?>> lowest() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(MinRegister.type(Codecs.int64()), 0xa1);
    states.put("bottom", a.state());
    states.put("low", a.edit(e -> e.offer(-5L).offer(5L)));
    states.put(
        "empty text", new Replica<>(MinRegister.type(Codecs.utf8()), 1).edit(e -> e.offer("")));
    return states;
  }

  private static Map<String, Crdt<?>> pairs() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(Pair.type(GCounter.TYPE, GSet.type(Codecs.utf8())), 0xa1);
    states.put("bottom", a.state());
    states.put("first", a.edit(e -> e.first(counter -> counter.increment(3))));
    states.put("second", a.edit(e -> e.second(set -> set.add("milk"))));
    states.put("both", a.state());
    return states;
  }

  private static Map<String, Crdt<?>> ranked() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(Lex.type(MaxRegister.unsigned(), GSet.type(Codecs.utf8())), 0xa1);
    states.put("bottom", a.state());
    states.put("below every rank", a.edit(e -> e.second(set -> set.add("milk"))));
    states.put("a rank", a.edit(e -> e.first(rank -> rank.offer(1L))));
    states.put("under the rank", a.edit(e -> e.second(set -> set.add("tea").add("bread"))));
    states.put("all", a.state());
    return states;
  }

  private static Map<String, Crdt<?>> options() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    var a = new Replica<>(Option.type(GCounter.TYPE), 0xa1);
    states.put("bottom", a.state());
    states.put("touched", a.edit(Option.Editor::touch));
    states.put("counted", a.edit(e -> e.value(GCounter.Editor::increment)));
    return states;
  }
}
