package org.rejoin.crdt;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.KeySet;

/**
 * A set to which elements can only be added: the union of all adds made anywhere.
 *
 * <p>State: the elements, ordered by their canonical bytes, and nothing else. Cost, with n
 * elements: edit, {@link #contains} and delta apply O(log n) an element, full merge O(n), bytes O(n
 * log n), one hash an element in the digest. The summary is the set itself, for nothing less tells
 * what a peer lacks: where elements come often and writers are few, an {@link ORSet} is cheaper to
 * repair.
 *
 * <p>Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Shapiro et al., <i>A comprehensive study of Convergent and Commutative Replicated Data
 * Types</i>, INRIA RR-7506, 2011, section 3.3.1; deltas: Almeida et al., JPDC 2018.
 *
 * @param <E> the elements, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class GSet<E> extends LatticeCrdt<GSet<E>, KeySet<E>, GSet.Editor<E>> {
  private static final int VERSION = 1;

  private GSet(Type<E> type, KeySet<E> elements) {
    super(type, elements);
  }

  /**
   * Sets of such elements.
   *
   * @param element has to be canonical
   */
  public static <E> CrdtType<GSet<E>> type(Codec<E> element) {
    return new Type<>(element);
  }

  /** Whether {@code element} is in. */
  public boolean contains(E element) {
    return lattice().contains(element);
  }

  /**
   * The elements, unmodifiable, in the order of their canonical bytes; a view, sorted when read.
   */
  public Set<E> elements() {
    KeySet<E> set = lattice();
    return new AbstractSet<>() {
      @Override
      public int size() {
        return set.size();
      }

      @Override
      @SuppressWarnings("unchecked")
      public boolean contains(Object element) {
        try {
          return set.contains((E) element);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
          return false; // nothing that the codec cannot write is in the set
        }
      }

      @Override
      public Iterator<E> iterator() {
        return set.elements();
      }
    };
  }

  /** How many elements. */
  public int size() {
    return lattice().size();
  }

  /** Such as {@code GSet[a, b]}. */
  @Override
  public String toString() {
    return "GSet" + elements();
  }

  /** Changes a set within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<E> extends LatticeEditor {
    private final KeySet<E> before;
    private KeySet<E> added;

    private Editor(KeySet<E> before, KeySet<E> none) {
      this.before = before;
      this.added = none;
    }

    /** Adds {@code element}, for good. */
    public Editor<E> add(E element) {
      requireAlive();
      if (!before.contains(element)) {
        added = added.with(element);
      }
      return this;
    }

    /** Adds each of {@code elements}. */
    public Editor<E> addAll(Iterable<E> elements) {
      elements.forEach(this::add);
      return this;
    }

    /** Whether {@code element} is in, after the changes so far. */
    public boolean contains(E element) {
      requireAlive();
      return before.contains(element) || added.contains(element);
    }

    private KeySet<E> close() {
      end();
      return added;
    }
  }

  private static final class Type<E> extends LatticeType<GSet<E>, KeySet<E>, Editor<E>> {
    Type(Codec<E> element) {
      super("gset/1<" + CausalType.nameOf(element) + ">", KeySet.empty(element));
    }

    @Override
    GSet<E> state(KeySet<E> elements) {
      return new GSet<>(this, elements);
    }

    @Override
    Editor<E> openEditor(KeySet<E> before, ReplicaId self) {
      return new Editor<>(before, bottomLattice());
    }

    @Override
    KeySet<E> closeEditor(Editor<E> editor) {
      return editor.close();
    }

    @Override
    void write(KeySet<E> elements, CanonicalOut out) {
      out.writeByte(VERSION);
      elements.write(out);
    }

    @Override
    KeySet<E> readLattice(CanonicalIn in) {
      readVersion(in, VERSION);
      return bottomLattice().read(in);
    }
  }
}
