package org.rejoin.crdt;

import java.util.List;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotPair;

/**
 * A switch, off at first, on which disabling wins over a concurrent enabling: it is on if there are
 * enablings or disablings that no other has seen, and all of them are enablings. An {@link RWSet}
 * of one element: disabling counts also while it is off, as enablings on their way have to lose.
 *
 * <p>State: the dots of enablings and the dots of disablings, together at most one a replica, and a
 * causal context. Immutable, thread-safe.
 *
 * <p>Cost, with r replicas that switched concurrently: all O(r); bytes: 2 to 4 a dot, about 11 a
 * replica id.
 *
 * <p>Paper: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, section
 * 7.
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class DWFlag extends CausalCrdt<DWFlag, DotPair, DWFlag.Editor> implements Tombstones {
  /** The type of every DWFlag. */
  public static final NestableType<DWFlag, Editor> TYPE = new Type();

  private DWFlag(Type type, Causal<DotPair> causal) {
    super(type, causal);
  }

  /** Whether it is on. */
  public boolean isEnabled() {
    return store().showsContent();
  }

  @Override
  public List<Dot> tombstones() {
    return RemoveWins.isRemoved(store()) ? RemoveWins.dots(store()) : List.of();
  }

  @Override
  public boolean hasSeen(List<Dot> named) {
    return saw(named);
  }

  @Override
  public boolean mayForget(List<Dot> named) {
    return RemoveWins.mayForget(store(), named.stream().sorted().toList());
  }

  /** Such as {@code DWFlag[on]}. */
  @Override
  public String toString() {
    return isEnabled() ? "DWFlag[on]" : "DWFlag[off]";
  }

  /** Changes a flag within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor extends StoreEditor<DotPair> {
    private Editor(CausalEdit edit, DotPair store) {
      super(edit, store);
    }

    /** Switches it on, over all disablings that are seen here. */
    public Editor enable() {
      store(RemoveWins.write(edit(), store(), true));
      return this;
    }

    /** Switches it off, on or not: enablings elsewhere that did not see this will lose. */
    public Editor disable() {
      store(RemoveWins.write(edit(), store(), false));
      return this;
    }

    /** Whether it is on, after the changes so far. */
    public boolean isEnabled() {
      return store().showsContent();
    }
  }

  private static final class Type extends CausalType<DWFlag, DotPair, Editor> {
    Type() {
      super("dwflag/1", RemoveWins.SHAPE, 0);
    }

    @Override
    DWFlag state(Causal<DotPair> causal) {
      return new DWFlag(this, causal);
    }

    @Override
    Editor openEditor(CausalEdit edit, DotPair store) {
      return new Editor(edit, store);
    }

    @Override
    DotPair closeEditor(Editor editor) {
      return editor.close();
    }
  }
}
