package org.rejoin.crdt;

import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A counter that only goes up: the sum of all increments made anywhere.
 *
 * <p>State: replica id to the sum of its own increments; join takes the larger. About 13 bytes per
 * id that ever incremented; edit and applying a delta cost O(ids) copied longs.
 *
 * <p>Overflow fails the <em>edit</em> with {@link ArithmeticException}, before anything changed:
 * when the own cell or the value as seen here would leave the range of a long. Replicas that edit
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
 * Types</i>, INRIA RR-7506, 2011, section 3.1.2; deltas: Almeida et al., JPDC 2018.
 */
public final class GCounter implements Editable<GCounter, GCounter.Editor> {
  /** The type of every GCounter. */
  public static final CrdtType<GCounter> TYPE = new Type();

  private static final GCounter EMPTY = new GCounter(CounterCells.EMPTY);

  private final CounterCells cells;

  private GCounter(CounterCells cells) {
    this.cells = cells;
  }

  /** The counter nobody has changed yet: bottom, value 0. */
  public static GCounter empty() {
    return EMPTY;
  }

  /** The sum. Throws {@link ArithmeticException} where it does not fit in a long. */
  public long value() {
    return cells.totalAsLong();
  }

  /** The sum, whatever its size. */
  public BigInteger valueExact() {
    return cells.total();
  }

  /** Whether {@code replica} ever changed what this state holds. */
  public boolean hasRow(ReplicaId replica) {
    return cells.hasRow(replica);
  }

  @Override
  public Edited<GCounter> edit(Origin origin, Consumer<Editor> change) {
    Editor editor = new Editor(this, origin.replica());
    try {
      change.accept(editor);
      return editor.done();
    } finally {
      editor.ended = true;
    }
  }

  @Override
  public CrdtType<GCounter> type() {
    return TYPE;
  }

  @Override
  public boolean isBottom() {
    return cells.isEmpty();
  }

  @Override
  public Joined<GCounter> join(GCounter other, JoinReport report) {
    CounterCells.Merged merged = cells.join(other.cells);
    return new Joined<>(of(merged.state()), of(merged.novelty()));
  }

  @Override
  public Stream<GCounter> decompose() {
    return cells.decompose().map(GCounter::new);
  }

  @Override
  public Summary summary() {
    return new CounterSummary(cells, false);
  }

  @Override
  public GCounter deltaSince(Summary peer) {
    return of(cells.newerThan(CounterSummary.cellsOf(peer, false, TYPE.tag())));
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, GCounter before) {
    return hasRow(self);
  }

  @Override
  public void write(CanonicalOut out) {
    cells.write(out, false);
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    return cells.digest(suite);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GCounter counter && cells.equals(counter.cells);
  }

  @Override
  public int hashCode() {
    return cells.hashCode();
  }

  @Override
  public String toString() {
    return "GCounter" + cells;
  }

  private GCounter of(CounterCells next) {
    if (next.isEmpty()) {
      return EMPTY;
    }
    return next.equals(cells) ? this : new GCounter(next);
  }

  /** Changes a counter within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor {
    private final GCounter before;
    private final ReplicaId self;
    private long value;
    private boolean ended;
    private long up;

    private Editor(GCounter before, ReplicaId self) {
      this.before = before;
      this.self = self;
      this.value = before.value();
      this.up = before.cells.up(self);
    }

    /** The value so far, with the changes of this edit. */
    public long value() {
      requireAlive();
      return value;
    }

    /** One more. */
    public Editor increment() {
      return increment(1);
    }

    /** Adds {@code amount}, 0 or more; negative ones are {@link IllegalArgumentException}. */
    public Editor increment(long amount) {
      requireAlive();
      if (amount < 0) {
        throw new IllegalArgumentException("an amount cannot be negative: " + amount);
      }
      long next = Math.addExact(up, amount);
      value = Math.addExact(value, amount);
      up = next;
      return this;
    }

    private Edited<GCounter> done() {
      CounterCells mine = CounterCells.row(self, up, 0);
      CounterCells.Merged merged = before.cells.join(mine);
      return new Edited<>(before.of(merged.state()), before.of(merged.novelty()));
    }

    private void requireAlive() {
      if (ended) {
        throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
      }
    }
  }

  private static final class Type implements CrdtType<GCounter> {
    @Override
    public String tag() {
      return "gcounter/1";
    }

    @Override
    public GCounter bottom() {
      return EMPTY;
    }

    @Override
    public GCounter read(CanonicalIn in) {
      return EMPTY.of(CounterCells.read(in, false));
    }

    @Override
    public Summary readSummary(CanonicalIn in) {
      return new CounterSummary(CounterCells.read(in, false), false);
    }

    @Override
    public String toString() {
      return tag();
    }
  }
}
