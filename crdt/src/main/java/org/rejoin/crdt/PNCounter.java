package org.rejoin.crdt;

/**
 * A counter that goes up and down: the sum of all increments less the sum of all decrements made
 * anywhere.
 *
 * <p>State: per replica id the sum of its own increments (P) and of its own decrements (N); join
 * takes the larger of each. About 13 bytes per id that ever changed it. Cost, with r ids: edit and
 * applying a delta O(log r), {@link #value()} O(1), full merge and bytes O(r).
 *
 * <p>Overflow fails the <em>edit</em> with {@link ArithmeticException}, before anything changed:
 * when the own cells or the value as seen here would leave the range of a long. Replicas that edit
 * concurrently may still push the sum beyond it; join never saturates (it would not be
 * associative), {@link #value()} and edits then throw and {@link #valueExact()} still answers.
 *
 * <p>Identity: a row may be written by one copy of the object under its id only. Two copies that
 * use one id at once lose increments, as the larger sum wins; a counter cannot see this, for it
 * does not know at a join which id is its own, and its cells carry no history. The embedder guards
 * it: by never reusing an id, and by treating a join whose novelty holds its own row as {@link
 * IdentityReusedException} (see {@link #hasRow}). So {@code edit} itself never throws that.
 *
 * <p>Immutable and thread-safe. Not resettable: do not nest it in a map.
 *
 * <p>Paper: Shapiro et al., <i>A comprehensive study of Convergent and Commutative Replicated Data
 * Types</i>, INRIA RR-7506, 2011, section 3.1.3; deltas: Almeida et al., JPDC 2018.
 */
@SuppressWarnings("exports") // cells show only in what the hidden superclass is made of
public final class PNCounter extends Counter<PNCounter, PNCounter.Editor> {
  private static final CounterType<PNCounter, Editor> COUNTER =
      new CounterType<>("pncounter/1", true, PNCounter::new, Editor::new);

  /** The type of every PNCounter. */
  public static final CrdtType<PNCounter> TYPE = COUNTER;

  private PNCounter(CounterCells cells) {
    super(COUNTER, cells);
  }

  /** The counter nobody has changed yet: bottom, value 0. */
  public static PNCounter empty() {
    return TYPE.bottom();
  }

  /** Changes a counter within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor extends CounterEditor {
    private Editor(CounterCells before, ReplicaId self) {
      super(before, self);
    }

    /** One more. */
    public Editor increment() {
      return increment(1);
    }

    /** Adds {@code amount}, 0 or more; negative ones are {@link IllegalArgumentException}. */
    public Editor increment(long amount) {
      raise(amount);
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
      lower(amount);
      return this;
    }
  }
}
