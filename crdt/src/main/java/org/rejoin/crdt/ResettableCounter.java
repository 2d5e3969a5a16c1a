package org.rejoin.crdt;

import java.math.BigInteger;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotTally;

/**
 * A counter that goes up and down and can be reset exactly: a reset undoes the amounts it saw, and
 * no other. Amounts counted elsewhere meanwhile survive it, and concurrent resets that saw the same
 * amounts undo them once. So a counter nests in an {@link ORMap}, whose removals reset it.
 *
 * <p>State: a dot for each replica that counts, with the sums of what it counted up and down and
 * how much of each was undone, and a causal context; all sums only grow, joined by maximum, and the
 * value is what is not undone. Only a replica itself raises its sums, anybody raises what is undone
 * of them to what they saw. A replica that finds all its own undone drops that dot and begins
 * another; were others to drop it, amounts they have not seen would be lost. Immutable,
 * thread-safe.
 *
 * <p>Overflow fails the <em>edit</em> with {@link ArithmeticException}, before anything changed, as
 * in {@link PNCounter}: when an own sum or the value as seen here would leave the range of a long.
 * Where concurrent edits push the value beyond it, {@link #value()} throws and {@link
 * #valueExact()} answers.
 *
 * <p>A state that holds some amounts of a replica holds all it counted before, since its last reset
 * by itself. The value is that of the amounts and resets known only where their causes are known,
 * too; deltas may come in any order, but until the last has come it may be of no moment that was.
 *
 * <p>Cost, with r replicas that count: all O(r); bytes: 6 to 12 a replica that counts, and about 11
 * a replica id.
 *
 * <p>Papers: ours; cf. Younes et al., <i>Integration challenges of pure operation-based CRDTs in
 * Redis</i>, PMLDC 2016; Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC
 * 2018.
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class ResettableCounter
    extends CausalCrdt<ResettableCounter, DotTally, ResettableCounter.Editor> {
  /** The type of every ResettableCounter. */
  public static final NestableType<ResettableCounter, Editor> TYPE = new Type();

  private ResettableCounter(Type type, Causal<DotTally> causal) {
    super(type, causal);
  }

  static CausalType<ResettableCounter, DotTally, Editor> causalType() {
    return (Type) TYPE;
  }

  /** What is not undone. Throws {@link ArithmeticException} where it does not fit in a long. */
  public long value() {
    return Tallies.asLong(Tallies.total(store()));
  }

  /** What is not undone, whatever its size. */
  public BigInteger valueExact() {
    return Tallies.total(store());
  }

  /** Such as {@code ResettableCounter[5]}. */
  @Override
  public String toString() {
    return "ResettableCounter[" + valueExact() + "]";
  }

  /** Changes a counter within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor extends StoreEditor<DotTally> {
    private Editor(CausalEdit edit, DotTally store) {
      super(edit, store);
    }

    /** One more. */
    public Editor increment() {
      return increment(1);
    }

    /** Adds {@code amount}, 0 or more; negative ones are {@link IllegalArgumentException}. */
    public Editor increment(long amount) {
      store(Tallies.add(store(), edit(), amount, 0));
      return this;
    }

    /** One less. */
    public Editor decrement() {
      return decrement(1);
    }

    /**
     * Takes {@code amount} off, 0 or more; negative ones are {@link IllegalArgumentException}. The
     * value may fall below 0.
     */
    public Editor decrement(long amount) {
      store(Tallies.add(store(), edit(), 0, amount));
      return this;
    }

    /** Undoes all that is seen here; what is not seen survives. */
    public Editor reset() {
      store(store().reset(edit()));
      return this;
    }

    /** The value, after the changes so far. */
    public long value() {
      return Tallies.asLong(Tallies.total(store()));
    }
  }

  private static final class Type extends CausalType<ResettableCounter, DotTally, Editor> {
    Type() {
      super("resettablecounter/1", DotTally.shape(), 0);
    }

    @Override
    ResettableCounter state(Causal<DotTally> causal) {
      return new ResettableCounter(this, causal);
    }

    @Override
    Editor openEditor(CausalEdit edit, DotTally store) {
      return new Editor(edit, store);
    }

    @Override
    DotTally closeEditor(Editor editor) {
      return editor.close();
    }
  }
}
