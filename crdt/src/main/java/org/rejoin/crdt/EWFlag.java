package org.rejoin.crdt;

import java.util.List;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotSet;

/**
 * A switch, off at first, on which enabling wins over a concurrent disabling: it is on if there is
 * an enabling that no disabling saw. An {@link ORSet} of one element.
 *
 * <p>State: the dots of enablings, at most one a replica, and a causal context. Immutable,
 * thread-safe.
 *
 * <p>Cost, with r replicas that enabled concurrently: all O(r); bytes: 2 to 4 a dot, about 11 a
 * replica id.
 *
 * <p>Paper: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, section
 * 7.
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class EWFlag extends CausalCrdt<EWFlag, DotSet, EWFlag.Editor> {
  /** The type of every EWFlag. */
  public static final NestableType<EWFlag, Editor> TYPE = new Type();

  private EWFlag(Type type, Causal<DotSet> causal) {
    super(type, causal);
  }

  /** Whether it is on. */
  public boolean isEnabled() {
    return !store().isEmpty();
  }

  /** Such as {@code EWFlag[on]}. */
  @Override
  public String toString() {
    return isEnabled() ? "EWFlag[on]" : "EWFlag[off]";
  }

  /** Changes a flag within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor extends StoreEditor<DotSet> {
    private Editor(CausalEdit edit, DotSet store) {
      super(edit, store);
    }

    /** Switches it on; also when it is on, so that this survives disablings elsewhere. */
    public Editor enable() {
      store(DotSet.of(dotOver(edit(), store().dots())));
      return this;
    }

    /** Switches it off; enablings not seen here survive. */
    public Editor disable() {
      List<Dot> seen = store().dots();
      edit().killAll(seen);
      store(DotSet.empty());
      return this;
    }

    /** Whether it is on, after the changes so far. */
    public boolean isEnabled() {
      return !store().isEmpty();
    }
  }

  private static final class Type extends CausalType<EWFlag, DotSet, Editor> {
    Type() {
      super("ewflag/1", DotSet.shape(), 0);
    }

    @Override
    EWFlag state(Causal<DotSet> causal) {
      return new EWFlag(this, causal);
    }

    @Override
    Editor openEditor(CausalEdit edit, DotSet store) {
      return new Editor(edit, store);
    }

    @Override
    DotSet closeEditor(Editor editor) {
      return editor.close();
    }
  }
}
