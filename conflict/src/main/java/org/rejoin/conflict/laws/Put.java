package org.rejoin.conflict.laws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.conflict.LatticeRegister;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.SiblingOptions;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;

/**
 * One of several concurrent puts.
 *
 * @param base what it replaced, if anything
 */
record Put<V>(Origin origin, V value, @Nullable V base) {
  private static final SiblingOptions OPTIONS = SiblingOptions.defaults().withBases();

  static <V> SiblingRegister<V> joined(List<Put<V>> puts, Codec<V> codec) {
    SiblingRegister<V> register = SiblingRegister.type(codec, OPTIONS).bottom();
    for (Put<V> put : puts) {
      register = register.join(put.delta(codec));
    }
    return register;
  }

  static <V> Siblings<V> siblings(List<Put<V>> puts, Codec<V> codec) {
    return joined(puts, codec).siblings();
  }

  static <V> LatticeRegister<V> merged(List<Put<V>> puts, Codec<V> codec, Resolver<V> resolver) {
    CrdtType<LatticeRegister<V>> type = LatticeRegister.type(codec, resolver);
    LatticeRegister<V> register = type.bottom();
    for (Put<V> put : puts) {
      register =
          register.join(type.bottom().edit(put.origin, editor -> editor.put(put.value)).delta());
    }
    return register;
  }

  private SiblingRegister<V> delta(Codec<V> codec) {
    SiblingRegister<V> before = SiblingRegister.type(codec, OPTIONS).bottom();
    V replaced = base;
    if (replaced != null) {
      Origin earlier = new Origin(new ReplicaId(~origin.replica().value()), Hlc.ZERO);
      before = before.edit(earlier, editor -> editor.put(replaced)).state();
    }
    return before.edit(origin, editor -> editor.put(value)).delta();
  }

  int sizeBytes(Codec<V> codec) {
    return codec.encode(value).length;
  }

  Put<V> with(V other) {
    return new Put<>(origin, other, base);
  }

  /** {@code puts} with one of them left out or given the smaller value of another. */
  static <V> List<List<Put<V>>> smaller(List<Put<V>> puts, Codec<V> codec) {
    List<List<Put<V>>> smaller = new ArrayList<>();
    for (int i = 0; i < puts.size(); i++) {
      List<Put<V>> fewer = new ArrayList<>(puts);
      fewer.remove(i);
      smaller.add(fewer);
    }
    for (int i = 0; i < puts.size(); i++) {
      for (Put<V> other : puts) {
        if (other.sizeBytes(codec) < puts.get(i).sizeBytes(codec)) {
          List<Put<V>> shorter = new ArrayList<>(puts);
          shorter.set(i, puts.get(i).with(other.value));
          smaller.add(shorter);
        }
      }
    }
    return smaller;
  }
}
