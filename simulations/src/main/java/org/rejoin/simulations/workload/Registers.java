package org.rejoin.simulations.workload;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.MVRegister;
import org.rejoin.crdt.MaxRegister;
import org.rejoin.crdt.MinRegister;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.GrowingSpec;
import org.rejoin.simulations.spec.LastWriteSpec;
import org.rejoin.simulations.spec.SiblingSpec;

/** Registers, of strings or numbers. */
final class Registers {
  private static final int MAX_CHARS = 1000;

  private Registers() {}

  static Family<MVRegister<String>, MVRegister.Editor<String>> mvRegister(String name) {
    return new Family<>(
        Keyspaces.mvRegister(name, Codecs.utf8()),
        Registers::editMvRegister,
        SiblingSpec.INSTANCE,
        register -> new TreeSet<>(register.values()));
  }

  private static void editMvRegister(OpBody op, MVRegister.Editor<String> editor) {
    if (op.verb() == Verb.PUT) {
      editor.set(op.value());
    } else if (op.verb() == Verb.APPEND) {
      editor.set(appended(String.join("|", editor.values()), op.value()));
    } else {
      editor.clear();
    }
  }

  /** A list in words; of a long one the end. */
  private static String appended(String list, String value) {
    String longer = list.isEmpty() ? value : list + " " + value;
    return longer.substring(Math.max(0, longer.length() - MAX_CHARS));
  }

  static Family<LWWRegister<String>, LWWRegister.Editor<String>> lwwRegister(String name) {
    return new Family<>(
        Keyspaces.lwwRegister(name, Codecs.utf8()),
        Registers::editLwwRegister,
        LastWriteSpec.INSTANCE,
        register -> asMap(register.value()),
        (delta, op) -> delta.stamp());
  }

  private static Map<String, String> asMap(Optional<String> value) {
    Map<String, String> map = new TreeMap<>();
    value.ifPresent(v -> map.put("", v));
    return map;
  }

  private static void editLwwRegister(OpBody op, LWWRegister.Editor<String> editor) {
    if (op.verb() == Verb.PUT) {
      editor.set(op.value());
    } else if (op.verb() == Verb.APPEND) {
      editor.set(appended(editor.value().orElse(""), op.value()));
    } else {
      editor.clear();
    }
  }

  static Family<SiblingRegister<String>, SiblingRegister.Editor<String>> siblings(String name) {
    return new Family<>(
        Keyspaces.siblings(name, Codecs.utf8()),
        Registers::editSiblings,
        SiblingSpec.INSTANCE,
        register -> new TreeSet<>(register.siblings().values()));
  }

  static void editSiblings(OpBody op, SiblingRegister.Editor<String> editor) {
    if (op.verb() == Verb.PUT) {
      editor.put(op.value());
    } else if (op.verb() == Verb.ADD) {
      editor.put(op.value(), Token.empty());
    } else {
      editor.clear();
    }
  }

  static Family<MaxRegister<Long>, MaxRegister.Editor<Long>> maxRegister(String name) {
    return new Family<>(
        Keyspaces.maxRegister(name, Codecs.int64()),
        (op, editor) -> editor.offer(Long.parseLong(op.value())),
        GrowingSpec.HIGHEST,
        MaxRegister::value);
  }

  static Family<MinRegister<Long>, MinRegister.Editor<Long>> minRegister(String name) {
    return new Family<>(
        Keyspaces.minRegister(name, Codecs.int64()),
        (op, editor) -> editor.offer(Long.parseLong(op.value())),
        GrowingSpec.LOWEST,
        MinRegister::value);
  }
}
