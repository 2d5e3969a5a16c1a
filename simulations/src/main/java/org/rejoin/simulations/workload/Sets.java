package org.rejoin.simulations.workload;

import java.util.TreeSet;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.RWSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.GrowingSpec;
import org.rejoin.simulations.spec.SetSpec;

/** Sets of strings. */
final class Sets {
  private Sets() {}

  static Family<ORSet<String>, ORSet.Editor<String>> orSet(String name) {
    return new Family<>(
        Keyspaces.orSet(name, Codecs.utf8()),
        Sets::editOrSet,
        SetSpec.ADD_WINS,
        set -> new TreeSet<>(set.elements()));
  }

  private static void editOrSet(OpBody op, ORSet.Editor<String> editor) {
    if (op.verb() == Verb.ADD) {
      editor.add(op.element());
    } else {
      editor.remove(op.element());
    }
  }

  static Family<RWSet<String>, RWSet.Editor<String>> rwSet(String name) {
    return new Family<>(
        Keyspaces.rwSet(name, Codecs.utf8()),
        Sets::editRwSet,
        SetSpec.REMOVE_WINS,
        set -> new TreeSet<>(set.elements()));
  }

  private static void editRwSet(OpBody op, RWSet.Editor<String> editor) {
    if (op.verb() == Verb.ADD) {
      editor.add(op.element());
    } else {
      editor.remove(op.element());
    }
  }

  static Family<GSet<String>, GSet.Editor<String>> gSet(String name) {
    return new Family<>(
        Keyspaces.gSet(name, Codecs.utf8()),
        (op, editor) -> editor.add(op.element()),
        GrowingSpec.UNION,
        set -> new TreeSet<>(set.elements()));
  }
}
