package org.rejoin.simulations.workload;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORMultiMap;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.LastWriteSpec;
import org.rejoin.simulations.spec.MapSpec;
import org.rejoin.simulations.spec.SetSpec;

/** Maps from strings to registers or sets. */
final class Maps {
  private Maps() {}

  static Family<LWWMap<String, String>, LWWMap.Editor<String, String>> lwwMap(String name) {
    return new Family<>(
        Keyspaces.lwwMap(name, Codecs.utf8(), Codecs.utf8()),
        Maps::editLwwMap,
        LastWriteSpec.INSTANCE,
        map -> new TreeMap<>(map.entries()),
        (delta, op) -> delta.register(op.element()).flatMap(LWWRegister::stamp));
  }

  private static void editLwwMap(OpBody op, LWWMap.Editor<String, String> editor) {
    if (op.verb() == Verb.PUT) {
      editor.put(op.element(), op.value());
    } else {
      editor.remove(op.element());
    }
  }

  static Family<
          ORMap<String, RWSet<String>, RWSet.Editor<String>>,
          ORMap.Editor<String, RWSet.Editor<String>>>
      orMap(String name) {
    return new Family<>(
        Keyspaces.orMap(name, Codecs.utf8(), RWSet.type(Codecs.utf8())),
        Maps::editOrMap,
        new MapSpec(SetSpec.REMOVE_WINS),
        Maps::showOrMap);
  }

  private static void editOrMap(OpBody op, ORMap.Editor<String, RWSet.Editor<String>> editor) {
    if (op.verb() == Verb.ADD) {
      editor.at(op.element(), set -> set.add(op.value()));
    } else if (op.verb() == Verb.TAKE) {
      editor.at(op.element(), set -> set.remove(op.value()));
    } else if (op.verb() == Verb.TOUCH) {
      editor.touch(op.element());
    } else {
      editor.remove(op.element());
    }
  }

  private static Object showOrMap(ORMap<String, RWSet<String>, RWSet.Editor<String>> map) {
    Map<String, TreeSet<String>> shown = new TreeMap<>();
    for (String key : map.keys()) {
      shown.put(key, new TreeSet<>(map.get(key).orElseThrow().elements()));
    }
    return shown;
  }

  static Family<ORMultiMap<String, String>, ORMultiMap.Editor<String, String>> orMultiMap(
      String name) {
    return new Family<>(
        Keyspaces.orMultiMap(name, Codecs.utf8(), Codecs.utf8()),
        Maps::editOrMultiMap,
        new MapSpec(SetSpec.ADD_WINS),
        Maps::showOrMultiMap);
  }

  private static void editOrMultiMap(OpBody op, ORMultiMap.Editor<String, String> editor) {
    if (op.verb() == Verb.ADD) {
      editor.put(op.element(), op.value());
    } else if (op.verb() == Verb.TAKE) {
      editor.remove(op.element(), op.value());
    } else {
      editor.removeAll(op.element());
    }
  }

  private static Object showOrMultiMap(ORMultiMap<String, String> map) {
    Map<String, TreeSet<String>> shown = new TreeMap<>();
    map.entries().forEach((key, values) -> shown.put(key, new TreeSet<>(values)));
    return shown;
  }
}
