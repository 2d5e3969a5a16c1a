package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A set of dots: all events an object has seen. Per replica id one sorted array of disjoint
 * intervals, neighbours fused; there is no separate cloud. Immutable and thread-safe.
 *
 * <p>Cost, with r ids and i intervals: lookup O(log r + log i), set operations O(r + i) and sharing
 * the arrays that did not change. Bytes: 8 an id, usually 3 an interval.
 *
 * <p>Canonical encoding: number of ids, the ids ascending (8 bytes each), then per id its intervals
 * (1 or more): the distance from the one before; twice its length, and one if another follows.
 *
 * <p>Paper: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, 7.1.
 */
public final class CausalContext {
  /** The highest counter a dot may have. */
  public static final long MAX_COUNTER = (1L << 48) - 1;

  private static final CausalContext EMPTY = new CausalContext(new ReplicaId[0], new long[0][]);

  private final ReplicaId[] ids;
  private final long[][] runs;

  /** The arrays are given away: ids ascending, runs as {@link Runs} wants them, none empty. */
  CausalContext(ReplicaId[] ids, long[][] runs) {
    this.ids = ids;
    this.runs = runs;
  }

  /** The context that has seen nothing. */
  public static CausalContext empty() {
    return EMPTY;
  }

  /** Exactly these dots. */
  public static CausalContext of(Collection<Dot> dots) {
    return dots.size() == 1 ? of(dots.iterator().next()) : builder().addAll(dots).build();
  }

  /** Exactly these dots, which ascend. */
  static CausalContext ofAscending(List<Dot> dots) {
    if (dots.size() <= 1) {
      return dots.isEmpty() ? EMPTY : of(dots.get(0));
    }
    ContextRows rows = new ContextRows(dots.size());
    for (int from = 0; from < dots.size(); ) {
      ReplicaId id = dots.get(from).replica();
      int to = from + 1;
      while (to < dots.size() && dots.get(to).replica().equals(id)) {
        to++;
      }
      rows.add(id, Runs.of(dots, from, to));
      from = to;
    }
    return rows.build();
  }

  /** Exactly this dot. */
  public static CausalContext of(Dot dot) {
    if (dot.counter() > MAX_COUNTER) {
      throw new IllegalArgumentException("not a dot of a context: " + dot);
    }
    return new CausalContext(
        new ReplicaId[] {dot.replica()}, new long[][] {{dot.counter(), dot.counter()}});
  }

  /** Collects dots and intervals in any order. */
  public static ContextBuilder builder() {
    return new ContextBuilder();
  }

  /** Whether nothing was seen. */
  public boolean isEmpty() {
    return ids.length == 0;
  }

  /** Whether {@code dot} was seen. */
  public boolean contains(Dot dot) {
    return contains(dot.replica(), dot.counter());
  }

  boolean contains(ReplicaId replica, long counter) {
    int index = indexOf(replica);
    return index >= 0 && Runs.contains(runs[index], counter);
  }

  /** Whether all of {@code other} was seen. */
  public boolean containsAll(CausalContext other) {
    for (int j = 0; j < other.ids.length; j++) {
      int index = indexOf(other.ids[j]);
      if (index < 0 || !Runs.containsAll(runs[index], other.runs[j])) {
        return false;
      }
    }
    return true;
  }

  /** This and one more. For many, use {@link #builder} and {@link #union}. */
  public CausalContext add(Dot dot) {
    return contains(dot) ? this : union(of(dot));
  }

  /** All dots of either; this very object if {@code other} adds nothing. */
  public CausalContext union(CausalContext other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    if (other.ids.length == 1) {
      int index = indexOf(other.ids[0]);
      if (index >= 0) {
        return withRuns(index, Runs.union(runs[index], other.runs[0]));
      }
    }
    ContextRows rows = new ContextRows(ids.length + other.ids.length);
    int i = 0;
    int j = 0;
    boolean same = true;
    while (i < ids.length || j < other.ids.length) {
      int order = compareAt(i, other, j);
      if (order < 0) {
        rows.add(ids[i], runs[i++]);
      } else if (order > 0) {
        rows.add(other.ids[j], other.runs[j++]);
        same = false;
      } else {
        long[] both = Runs.union(runs[i], other.runs[j++]);
        same &= both == runs[i];
        rows.add(ids[i++], both);
      }
    }
    return same ? this : rows.build();
  }

  @SuppressWarnings("ReferenceEquality") // unchanged runs are the same array
  private CausalContext withRuns(int index, long[] changed) {
    if (changed == runs[index]) {
      return this;
    }
    long[][] copy = runs.clone();
    copy[index] = changed;
    return new CausalContext(ids, copy);
  }

  /** The dots here that are not in {@code other}; this very object if those are all. */
  public CausalContext minus(CausalContext other) {
    if (isEmpty() || other.isEmpty()) {
      return this;
    }
    ContextRows rows = new ContextRows(ids.length);
    boolean same = true;
    for (int i = 0; i < ids.length; i++) {
      int j = other.indexOf(ids[i]);
      long[] left = j < 0 ? runs[i] : Runs.minus(runs[i], other.runs[j]);
      same &= left == runs[i];
      rows.add(ids[i], left);
    }
    return same ? this : rows.build();
  }

  /** The dots in both. */
  public CausalContext intersection(CausalContext other) {
    if (other.ids.length < ids.length) {
      return other.intersection(this);
    }
    ContextRows rows = new ContextRows(ids.length);
    for (int i = 0; i < ids.length; i++) {
      int j = other.indexOf(ids[i]);
      if (j >= 0) {
        rows.add(ids[i], Runs.intersection(runs[i], other.runs[j]));
      }
    }
    return rows.build();
  }

  /** The dots that order before {@code dot}. */
  public CausalContext before(Dot dot) {
    ContextRows rows = new ContextRows(ids.length);
    for (int i = 0; i < ids.length; i++) {
      int order = ids[i].compareTo(dot.replica());
      if (order < 0) {
        rows.add(ids[i], runs[i]);
      } else if (order == 0 && dot.counter() > 1) {
        rows.add(ids[i], Runs.intersection(runs[i], new long[] {1, dot.counter() - 1}));
      }
    }
    return rows.build();
  }

  /**
   * The next dot that {@code replica} may use: its events seen here must be an unbroken run from 1.
   *
   * @throws IdentityReusedException if they are not: somebody else used the id
   */
  public Dot next(ReplicaId replica) {
    int index = indexOf(replica);
    if (index < 0) {
      return new Dot(replica, 1);
    }
    long[] own = runs[index];
    if (own.length != 2 || own[0] != 1) {
      throw new IdentityReusedException(replica);
    }
    if (own[1] >= MAX_COUNTER) {
      throw new IllegalStateException("replica id " + replica + " has used up its dots");
    }
    return new Dot(replica, own[1] + 1);
  }

  /** How many dots. */
  public long size() {
    long[] size = {0};
    forEachRun((id, low, high) -> size[0] += high - low + 1);
    return size[0];
  }

  /** How many intervals, over all ids. */
  public int runCount() {
    int count = 0;
    for (long[] own : runs) {
      count += own.length / 2;
    }
    return count;
  }

  /** How many replica ids. */
  public int replicaCount() {
    return ids.length;
  }

  /** The id at {@code index} of the ascending table of ids. */
  public ReplicaId replica(int index) {
    return ids[index];
  }

  /** Where {@code replica} is in the ascending table of ids; negative if it is not. */
  public int indexOf(ReplicaId replica) {
    return Arrays.binarySearch(ids, replica);
  }

  /** All dots in ascending order, made as they are asked for: there may be very many. */
  public Stream<Dot> dots() {
    return IntStream.range(0, ids.length)
        .boxed()
        .flatMap(
            i ->
                IntStream.range(0, runs[i].length / 2)
                    .boxed()
                    .flatMap(
                        k ->
                            LongStream.rangeClosed(runs[i][2 * k], runs[i][2 * k + 1])
                                .mapToObj(counter -> new Dot(ids[i], counter))));
  }

  /** Visits all intervals in ascending order. */
  public void forEachRun(RunVisitor visitor) {
    for (int i = 0; i < ids.length; i++) {
      for (int k = 0; k < runs[i].length; k += 2) {
        visitor.run(ids[i], runs[i][k], runs[i][k + 1]);
      }
    }
  }

  /** Writes the canonical encoding. */
  public void write(CanonicalOut out) {
    out.writeVarInt(ids.length);
    for (ReplicaId id : ids) {
      id.write(out);
    }
    for (int i = 0; i < ids.length; i++) {
      writeRuns(i, out);
    }
  }

  /** Writes the intervals of the id at {@code index}. */
  void writeRuns(int index, CanonicalOut out) {
    long[] own = runs[index];
    long previous = -1;
    for (int k = 0; k < own.length; k += 2) {
      int more = k + 2 < own.length ? 1 : 0;
      out.writeVarLong(own[k] - previous - 2).writeVarLong((own[k + 1] - own[k]) << 1 | more);
      previous = own[k + 1];
    }
  }

  /** The ascending table of ids, not to be changed. */
  ReplicaId[] ids() {
    return ids;
  }

  /** The intervals of the id at {@code index}, not to be changed. */
  long[] runsAt(int index) {
    return runs[index];
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static CausalContext read(CanonicalIn in) {
    ReplicaId[] ids = new ReplicaId[in.readCount(10)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = ReplicaId.read(in);
      if (i > 0 && ids[i - 1].compareTo(ids[i]) >= 0) {
        throw in.malformed("replica ids must ascend, found " + ids[i] + " after " + ids[i - 1]);
      }
    }
    long[][] runs = new long[ids.length][];
    for (int i = 0; i < ids.length; i++) {
      runs[i] = readRuns(in);
    }
    return ids.length == 0 ? EMPTY : new CausalContext(ids, runs);
  }

  private static long[] readRuns(CanonicalIn in) {
    long[] own = new long[2];
    long previous = -1;
    for (int k = 0; ; k += 2) {
      own[k] = after(in, previous + 2, in.readVarLong());
      long length = in.readVarLong();
      own[k + 1] = after(in, own[k], length >>> 1);
      if ((length & 1) == 0) {
        return k + 2 == own.length ? own : Arrays.copyOf(own, k + 2);
      }
      previous = own[k + 1];
      own = k + 2 == own.length ? Arrays.copyOf(own, 2 * own.length) : own;
    }
  }

  private static long after(CanonicalIn in, long counter, long distance) {
    if (distance < 0 || distance > MAX_COUNTER || counter + distance > MAX_COUNTER) {
      throw in.malformed("a dot above " + MAX_COUNTER);
    }
    return counter + distance;
  }

  private int compareAt(int i, CausalContext other, int j) {
    if (i == ids.length) {
      return 1;
    }
    return j == other.ids.length ? -1 : ids[i].compareTo(other.ids[j]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CausalContext context
        && Arrays.equals(ids, context.ids)
        && Arrays.deepEquals(runs, context.runs);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.deepHashCode(runs);
  }

  /** Such as {@code {00000000000000a1:1-4,7}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < ids.length; i++) {
      text.append(i == 0 ? "" : " ").append(ids[i]);
      for (int k = 0; k < runs[i].length; k += 2) {
        text.append(k == 0 ? ':' : ',').append(runs[i][k]);
        if (runs[i][k + 1] > runs[i][k]) {
          text.append('-').append(runs[i][k + 1]);
        }
      }
    }
    return text.append('}').toString();
  }

  /** Sees one interval of one id, both ends included. */
  @FunctionalInterface
  public interface RunVisitor {
    /** Called for each interval. */
    void run(ReplicaId replica, long low, long high);
  }
}
