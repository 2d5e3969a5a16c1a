package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotPair;

/**
 * A set in which removing wins over a concurrent addition: an element is in if there are additions
 * or removals of it that no other has seen, and all of them are additions. So a removal counts also
 * where the element is not in, and who adds it again after having seen the removal puts it back.
 *
 * <p>State: element to the dots of its additions and the dots of its removals, together at most one
 * a replica, and a causal context. An operation takes a new dot and covers those of the element
 * seen here. Immutable, thread-safe. Elements are ordered by their canonical bytes.
 *
 * <p><b>Removed elements stay</b>, with their bytes, until they are added again or a stability cut
 * names them: no replica can know by itself that no addition is on its way which the removal has to
 * beat. Where elements come and go for ever, use {@link ORSet}, which forgets them at once.
 *
 * <p>Cost, with n elements in or removed: edit and delta O(log n) an element touched, {@link
 * #contains} O(log n), {@link #size} O(n); bytes: element + 4 to 6, removed ones too, and about 11
 * a replica id.
 *
 * <p>Papers: Bieniusa et al., <i>An optimized conflict-free replicated set</i>, arXiv:1210.3368;
 * deltas and remove-wins: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC
 * 2018, 7.4.
 *
 * @param <E> the elements, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class RWSet<E> extends CausalCrdt<RWSet<E>, DotMap<E, DotPair>, RWSet.Editor<E>>
    implements Tombstones {
  private RWSet(Type<E> type, Causal<DotMap<E, DotPair>> causal) {
    super(type, causal);
  }

  /**
   * Sets of such elements.
   *
   * @param element has to be canonical
   */
  public static <E> NestableType<RWSet<E>, Editor<E>> type(Codec<E> element) {
    return new Type<>(element);
  }

  /** Whether {@code element} is in. */
  public boolean contains(E element) {
    return store().get(element).showsContent();
  }

  /** The elements that are in, unmodifiable, in the order of their canonical bytes. A view. */
  public Set<E> elements() {
    return new OrderedKeys<>(store());
  }

  /** How many elements are in; counted each time. */
  public int size() {
    return store().size();
  }

  @Override
  public List<Dot> tombstones() {
    List<Dot> dots = new ArrayList<>();
    store()
        .forEachContent(
            operations -> {
              if (RemoveWins.isRemoved(operations)) {
                dots.addAll(RemoveWins.dots(operations));
              }
            });
    dots.sort(null);
    return dots;
  }

  @Override
  public boolean hasSeen(List<Dot> named) {
    return saw(named);
  }

  @Override
  public boolean mayForget(List<Dot> named) {
    List<Dot> ascending = named.stream().sorted().toList();
    boolean[] all = {true};
    store().forEachContent(element -> all[0] &= RemoveWins.mayForget(element, ascending));
    return all[0];
  }

  /** Such as {@code RWSet[a, b]}. */
  @Override
  public String toString() {
    return "RWSet" + elements();
  }

  /** Changes a set within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<E> extends StoreEditor<DotMap<E, DotPair>> {
    private Editor(CausalEdit edit, DotMap<E, DotPair> store) {
      super(edit, store);
    }

    /** Adds {@code element}, over all removals of it that are seen here. */
    public Editor<E> add(E element) {
      return write(element, true);
    }

    /** Adds each of {@code elements}. */
    public Editor<E> addAll(Iterable<E> elements) {
      elements.forEach(this::add);
      return this;
    }

    /** Removes {@code element}, in or not: additions elsewhere that did not see this will lose. */
    public Editor<E> remove(E element) {
      return write(element, false);
    }

    /** Removes each element that is in here, as {@link #remove} does: O(size) dots. */
    public Editor<E> clear() {
      List<E> all = new ArrayList<>(new OrderedKeys<>(store()));
      all.forEach(this::remove);
      return this;
    }

    /** Whether {@code element} is in, after the changes so far. */
    public boolean contains(E element) {
      return store().get(element).showsContent();
    }

    private Editor<E> write(E element, boolean in) {
      DotMap<E, DotPair> before = store();
      DotPair seen = before.get(element);
      DotPair after = RemoveWins.write(edit(), seen, in);
      store(before.replace(element, after, RemoveWins.dots(seen), RemoveWins.dots(after)));
      return this;
    }
  }

  private static final class Type<E> extends CausalType<RWSet<E>, DotMap<E, DotPair>, Editor<E>> {
    Type(Codec<E> element) {
      super("rwset/1<" + nameOf(element) + ">", DotMap.shape(element, RemoveWins.SHAPE), 1);
    }

    @Override
    RWSet<E> state(Causal<DotMap<E, DotPair>> causal) {
      return new RWSet<>(this, causal);
    }

    @Override
    Editor<E> openEditor(CausalEdit edit, DotMap<E, DotPair> store) {
      return new Editor<>(edit, store);
    }

    @Override
    DotMap<E, DotPair> closeEditor(Editor<E> editor) {
      return editor.close();
    }
  }
}
