package org.rejoin.crdt;

import java.util.List;
import java.util.Set;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotSet;

/**
 * A set in which adding wins over a concurrent removal: an element is in if there is an add of it
 * that no removal saw. Removed elements leave nothing behind but their dots in the context.
 *
 * <p>State: element to the dots of its adds, at most one a replica, and a causal context. An add
 * takes a new dot and covers those of the element seen here. Immutable, thread-safe. Elements are
 * ordered by their canonical bytes.
 *
 * <p>Cost, with n elements: edit and delta O(log n) an element touched, {@link #contains} O(log n);
 * bytes: element + 3 to 5, and about 11 a replica id.
 *
 * <p>Papers: Bieniusa et al., <i>An optimized conflict-free replicated set</i>, arXiv:1210.3368;
 * deltas: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, 7.4.
 *
 * @param <E> the elements, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class ORSet<E> extends CausalCrdt<ORSet<E>, DotMap<E, DotSet>, ORSet.Editor<E>> {
  private ORSet(Type<E> type, Causal<DotMap<E, DotSet>> causal) {
    super(type, causal);
  }

  /**
   * Sets of such elements.
   *
   * @param element has to be canonical
   */
  public static <E> NestableType<ORSet<E>, Editor<E>> type(Codec<E> element) {
    return causalType(element);
  }

  static <E> CausalType<ORSet<E>, DotMap<E, DotSet>, Editor<E>> causalType(Codec<E> element) {
    return new Type<>(element);
  }

  /** Whether {@code element} is in. */
  public boolean contains(E element) {
    return !store().get(element).isEmpty();
  }

  /** The elements, unmodifiable, in the order of their canonical bytes. A view: costs nothing. */
  public Set<E> elements() {
    return new OrderedKeys<>(store());
  }

  /** How many elements. */
  public int size() {
    return store().size();
  }

  /** Such as {@code ORSet[a, b]}. */
  @Override
  public String toString() {
    return "ORSet" + elements();
  }

  /** Changes a set within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<E> extends StoreEditor<DotMap<E, DotSet>> {
    private Editor(CausalEdit edit, DotMap<E, DotSet> store) {
      super(edit, store);
    }

    /** Adds {@code element}; also when it is in, so that the add survives removals elsewhere. */
    public Editor<E> add(E element) {
      List<Dot> seen = store().get(element).dots();
      if (seen.size() == 1 && edit().isNew(seen.get(0))) {
        return this;
      }
      edit().killAll(seen);
      Dot dot = edit().newDot();
      store(store().replace(element, DotSet.of(dot), seen, List.of(dot)));
      return this;
    }

    /** Adds each of {@code elements}. */
    public Editor<E> addAll(Iterable<E> elements) {
      elements.forEach(this::add);
      return this;
    }

    /** Removes {@code element}; adds not seen here survive. */
    public Editor<E> remove(E element) {
      List<Dot> seen = store().get(element).dots();
      if (!seen.isEmpty()) {
        edit().killAll(seen);
        store(store().replace(element, DotSet.empty(), seen, List.of()));
      }
      return this;
    }

    /** Removes all elements seen here. */
    public Editor<E> clear() {
      store().forEachDot(edit()::kill);
      store(store().cleared());
      return this;
    }

    /** Whether {@code element} is in, after the changes so far. */
    public boolean contains(E element) {
      return !store().get(element).isEmpty();
    }
  }

  private static final class Type<E> extends CausalType<ORSet<E>, DotMap<E, DotSet>, Editor<E>> {
    Type(Codec<E> element) {
      super("orset/1<" + nameOf(element) + ">", DotMap.shape(element, DotSet.shape()), 1);
    }

    @Override
    ORSet<E> state(Causal<DotMap<E, DotSet>> causal) {
      return new ORSet<>(this, causal);
    }

    @Override
    Editor<E> openEditor(CausalEdit edit, DotMap<E, DotSet> store) {
      return new Editor<>(edit, store);
    }

    @Override
    DotMap<E, DotSet> closeEditor(Editor<E> editor) {
      return editor.close();
    }
  }
}
