package org.rejoin.crdt;

import java.util.function.Consumer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.CausalSummary;
import org.rejoin.crdt.kernel.DotStore;
import org.rejoin.crdt.kernel.StoreShape;

/** What the types on the causal kernel have in common: a shape of store, and a meaning for it. */
abstract non-sealed class CausalType<S extends Editable<S, E>, D extends DotStore, E>
    implements NestableType<S, E> {
  /** Nested types may be this deep, well below what a decoder allows. */
  static final int MAX_DEPTH = 32;

  private final String tag;
  private final StoreShape<D> shape;
  private final int depth;

  CausalType(String tag, StoreShape<D> shape, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "types nested " + depth + " deep, at most " + MAX_DEPTH + " are possible: " + tag);
    }
    this.tag = tag;
    this.shape = shape;
    this.depth = depth;
  }

  /** The state around a kernel object. */
  abstract S state(Causal<D> causal);

  /** An editor that starts from {@code store}. */
  abstract E openEditor(CausalEdit edit, D store);

  /** Ends the editor's life and takes its store. */
  abstract D closeEditor(E editor);

  /** The part of a codec in a tag; refuses names that would make a tag ambiguous. */
  static String nameOf(Codec<?> codec) {
    String name = codec.name();
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || "<>,".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the name of a codec needs characters and none of '<', '>', ',' or space: " + name);
    }
    return name;
  }

  final StoreShape<D> shape() {
    return shape;
  }

  /** How many maps lead to the deepest leaf. */
  final int depth() {
    return depth;
  }

  /** Lets {@code change} edit a store of this type, wherever it lives. */
  final D editStore(CausalEdit edit, DotStore store, Consumer<E> change) {
    E editor = openEditor(edit, cast(store));
    D after;
    try {
      change.accept(editor);
    } finally {
      after = closeEditor(editor);
    }
    return after;
  }

  /** A nested store as a state of its own, which has seen just what it shows. */
  final S view(DotStore store) {
    return state(Causal.ofLive(shape, cast(store)));
  }

  @SuppressWarnings("unchecked")
  private D cast(DotStore store) {
    return (D) store;
  }

  @Override
  public final String tag() {
    return tag;
  }

  @Override
  public final S bottom() {
    return state(Causal.bottom(shape));
  }

  @Override
  public final S read(CanonicalIn in) {
    return state(Causal.read(shape, in));
  }

  @Override
  public final Summary readSummary(CanonicalIn in) {
    return CausalSummary.read(in);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof CausalType<?, ?, ?> type && tag.equals(type.tag);
  }

  @Override
  public final int hashCode() {
    return tag.hashCode();
  }

  @Override
  public final String toString() {
    return tag;
  }
}
