package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.codec.Codecs;

/** Small states of each type, made by scripted histories; the golden vectors are of these. */
final class States {
  static final NestableType<ORSet<String>, ORSet.Editor<String>> SET = ORSet.type(Codecs.utf8());
  static final NestableType<ORSet<Long>, ORSet.Editor<Long>> NUMBERS = ORSet.type(Codecs.int64());
  static final NestableType<LWWRegister<String>, LWWRegister.Editor<String>> REGISTER =
      LWWRegister.type(Codecs.utf8());
  static final NestableType<LWWMap<String, String>, LWWMap.Editor<String, String>> VALUES =
      LWWMap.type(Codecs.utf8(), Codecs.utf8());
  static final NestableType<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      SETS = ORMap.type(Codecs.utf8(), SET);
  static final NestableType<
          ORMap<
              Long,
              ORMap<String, ORSet<String>, ORSet.Editor<String>>,
              ORMap.Editor<String, ORSet.Editor<String>>>,
          ORMap.Editor<Long, ORMap.Editor<String, ORSet.Editor<String>>>>
      DEEP = ORMap.type(Codecs.int64(), SETS);
  static final NestableType<RWSet<String>, RWSet.Editor<String>> REMOVALS =
      RWSet.type(Codecs.utf8());
  static final NestableType<MVRegister<String>, MVRegister.Editor<String>> SIBLINGS =
      MVRegister.type(Codecs.utf8());
  static final NestableType<ORMultiMap<String, Long>, ORMultiMap.Editor<String, Long>> TAGS =
      ORMultiMap.type(Codecs.utf8(), Codecs.int64());
  static final NestableType<CounterMap<String>, CounterMap.Editor<String>> COUNTS =
      CounterMap.type(Codecs.utf8());

  private States() {}

  /** File name of the vectors to states by name. */
  static Map<String, Map<String, Crdt<?>>> all() {
    Map<String, Map<String, Crdt<?>>> files = new LinkedHashMap<>();
    files.put("orset-1", sets());
    files.put("lwwregister-1", registers());
    files.put("lwwmap-1", values());
    files.put("ormap-1", maps());
    files.put("rwset-1", removals());
    files.put("ewflag-1", enableWins());
    files.put("dwflag-1", disableWins());
    files.put("mvregister-1", siblings());
    files.put("ormultimap-1", tags());
    files.put("resettablecounter-1", counters());
    files.put("countermap-1", counts());
    files.putAll(LatticeStates.all());
    return files;
  }

  static List<Crdt<?>> list() {
    List<Crdt<?>> states = new ArrayList<>();
    all().values().forEach(file -> states.addAll(file.values()));
    return states;
  }

  private static Map<String, Crdt<?>> sets() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", SET.bottom());
    var a = new Replica<>(SET, 0xa1);
    var b = new Replica<>(SET, 0xb2_0000_0000_00b2L);
    states.put("one add", a.edit(e -> e.add("milk")));
    states.put("add beyond ASCII", a.edit(e -> e.add("käse\uD83E\uDDC0")));
    states.put("one removal", a.edit(e -> e.remove("milk")));
    states.put("live and dead", a.state());
    b.edit(e -> e.addAll(List.of("tea", "", "milk")));
    b.receive(a.state());
    states.put("add that covers another", b.edit(e -> e.add("käse\uD83E\uDDC0").remove("tea")));
    a.edit(e -> e.addAll(List.of("bread", "tea")));
    a.receive(b.state());
    states.put("two replicas", a.state());
    states.put("emptied", set(a.state(), 0xc3));
    var far = new Replica<>(SET, -1);
    for (int i = 0; i < 150; i++) {
      far.edit(e -> e.add("x"));
    }
    var late = far.edit(e -> e.add("y").remove("x"));
    states.put("later delta, id with the top bit", late);
    var numbers = new Replica<>(NUMBERS, 7);
    numbers.edit(e -> e.addAll(List.of(0L, -1L, 1L, 63L, 64L, Long.MIN_VALUE, Long.MAX_VALUE)));
    states.put("numbers", numbers.state());
    return states;
  }

  private static ORSet<String> set(ORSet<String> from, long id) {
    return new Replica<>(SET, id).receive(from).receive(clear(from, id)).state();
  }

  private static ORSet<String> clear(ORSet<String> from, long id) {
    return from.edit(new Origin(new ReplicaId(id), Hlc.ofMillis(1)), ORSet.Editor::clear).delta();
  }

  private static Map<String, Crdt<?>> registers() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", REGISTER.bottom());
    var a = new Replica<>(REGISTER, 0xa1);
    var b = new Replica<>(REGISTER, 0xb2);
    states.put("one write", a.edit(Replica.at(1_700_000_000_000L), e -> e.set("one")));
    states.put("a write over it", a.edit(Replica.at(1_700_000_000_001L), e -> e.set("two")));
    b.edit(new Hlc(-1), e -> e.set("end of time"));
    b.receive(a.state());
    states.put("two concurrent writes", b.state());
    states.put("empty value", b.edit(Hlc.ZERO, e -> e.set("")));
    states.put("cleared", b.edit(Hlc.ZERO, LWWRegister.Editor::clear));
    return states;
  }

  private static Map<String, Crdt<?>> values() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", VALUES.bottom());
    var a = new Replica<>(VALUES, 0xa1);
    var b = new Replica<>(VALUES, 0xb2);
    states.put("one put", a.edit(Replica.at(1000), e -> e.put("85123A", "2.55")));
    b.edit(Replica.at(999), e -> e.put("85123A", "2.95").put("71053", "3.39"));
    b.receive(a.state());
    states.put("concurrent puts", b.state());
    states.put("one removal", b.edit(Replica.at(1001), e -> e.remove("85123A")));
    states.put("after the removal", b.state());
    return states;
  }

  private static Map<String, Crdt<?>> maps() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", SETS.bottom());
    var a = new Replica<>(SETS, 0xa1);
    var b = new Replica<>(SETS, 0xb2);
    states.put("one nested add", a.edit(e -> e.at("tags", t -> t.add("red"))));
    states.put("touched", b.edit(e -> e.touch("empty")));
    b.edit(e -> e.at("tags", t -> t.add("blue").add("red")));
    a.receive(b.state());
    states.put("joined", a.state());
    states.put("key removed", a.edit(e -> e.remove("tags")));
    var deep = new Replica<>(DEEP, 0xd4);
    deep.edit(e -> e.at(5L, m -> m.at("k", s -> s.add("x")).touch("l")).at(-5L, m -> m.touch("k")));
    states.put("two levels", deep.state());
    return states;
  }

  private static Map<String, Crdt<?>> removals() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", REMOVALS.bottom());
    var a = new Replica<>(REMOVALS, 0xa1);
    var b = new Replica<>(REMOVALS, 0xb2);
    states.put("one add", a.edit(e -> e.add("milk")));
    states.put("one removal", b.edit(e -> e.remove("milk")));
    states.put("in and removed", b.edit(e -> e.add("tea").remove("")));
    a.receive(b.state());
    states.put("concurrent add and removal", a.state());
    states.put("added again", a.edit(e -> e.add("milk")));
    states.put("cleared", a.edit(RWSet.Editor::clear));
    var nested = new Replica<>(ORMap.type(Codecs.utf8(), REMOVALS), 0xc3);
    nested.edit(e -> e.touch("k").at("k", s -> s.add("x").remove("y")).at("l", s -> s.remove("z")));
    states.put("in a map", nested.state());
    return states;
  }

  private static Map<String, Crdt<?>> enableWins() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", EWFlag.TYPE.bottom());
    var a = new Replica<>(EWFlag.TYPE, 0xa1);
    var b = new Replica<>(EWFlag.TYPE, 0xb2);
    states.put("on", a.edit(EWFlag.Editor::enable));
    b.edit(EWFlag.Editor::enable);
    states.put("on twice", b.receive(a.state()).state());
    states.put("off", b.edit(EWFlag.Editor::disable));
    return states;
  }

  private static Map<String, Crdt<?>> disableWins() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", DWFlag.TYPE.bottom());
    var a = new Replica<>(DWFlag.TYPE, 0xa1);
    var b = new Replica<>(DWFlag.TYPE, 0xb2);
    states.put("on", a.edit(DWFlag.Editor::enable));
    states.put("off", b.edit(DWFlag.Editor::disable));
    states.put("on and off", b.receive(a.state()).state());
    states.put("on again", b.edit(DWFlag.Editor::enable));
    return states;
  }

  private static Map<String, Crdt<?>> siblings() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", SIBLINGS.bottom());
    var a = new Replica<>(SIBLINGS, 0xa1);
    var b = new Replica<>(SIBLINGS, 0xb2);
    states.put("one write", a.edit(e -> e.set("one")));
    states.put("a write over it", a.edit(e -> e.set("two")));
    b.edit(e -> e.set(""));
    states.put("two values", b.receive(a.state()).state());
    var c = new Replica<>(SIBLINGS, 0xc3);
    c.edit(e -> e.set("two"));
    states.put("two of them equal", c.receive(b.state()).state());
    states.put("cleared", c.edit(MVRegister.Editor::clear));
    return states;
  }

  private static Map<String, Crdt<?>> tags() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", TAGS.bottom());
    var a = new Replica<>(TAGS, 0xa1);
    var b = new Replica<>(TAGS, 0xb2);
    states.put("puts", a.edit(e -> e.put("k", 1L).put("k", -1L).put("", 0L)));
    b.edit(e -> e.put("k", 1L).put("l", 7L));
    states.put("joined", b.receive(a.state()).state());
    states.put("a value removed", b.edit(e -> e.remove("k", 1L)));
    states.put("a key removed", b.edit(e -> e.removeAll("k")));
    return states;
  }

  private static Map<String, Crdt<?>> counters() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", ResettableCounter.TYPE.bottom());
    var a = new Replica<>(ResettableCounter.TYPE, 0xa1);
    var b = new Replica<>(ResettableCounter.TYPE, 0xb2);
    states.put("up", a.edit(e -> e.increment(5)));
    states.put("down", a.edit(e -> e.decrement(Long.MAX_VALUE)));
    states.put("up and down", a.state());
    b.receive(a.state());
    states.put("a reset", b.edit(ResettableCounter.Editor::reset));
    states.put("after the reset", b.state());
    b.edit(e -> e.increment(300));
    states.put("a concurrent increment", a.edit(e -> e.increment(2)));
    states.put("joined", a.receive(b.state()).state());
    states.put("own reset", a.edit(ResettableCounter.Editor::reset));
    states.put("new life", a.edit(ResettableCounter.Editor::increment));
    return states;
  }

  private static Map<String, Crdt<?>> counts() {
    Map<String, Crdt<?>> states = new LinkedHashMap<>();
    states.put("bottom", COUNTS.bottom());
    var a = new Replica<>(COUNTS, 0xa1);
    var b = new Replica<>(COUNTS, 0xb2);
    states.put("counted", a.edit(e -> e.increment("71053", 6).decrement("85123A")));
    b.receive(a.state());
    states.put("a key removed", b.edit(e -> e.remove("71053")));
    states.put("with a hidden key", b.state());
    var nested = new Replica<>(ORMap.type(Codecs.utf8(), ResettableCounter.TYPE), 0xc3);
    nested.edit(e -> e.touch("k").at("l", ResettableCounter.Editor::increment));
    states.put("in a map", nested.state());
    return states;
  }
}
