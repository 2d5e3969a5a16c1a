package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;

/**
 * Collects dots in any order; building sorts and fuses them, O(n log n), less when they come in
 * ascending order. Not thread-safe.
 */
public final class ContextBuilder {
  private final Map<ReplicaId, LongList> loose = new TreeMap<>();
  private @Nullable ReplicaId last;
  private LongList ofLast = new LongList();

  ContextBuilder() {}

  /** One dot. */
  public ContextBuilder add(Dot dot) {
    return addRun(dot.replica(), dot.counter(), dot.counter());
  }

  /** All of them. */
  public ContextBuilder addAll(Iterable<Dot> dots) {
    dots.forEach(this::add);
    return this;
  }

  /** The dots of {@code replica} from {@code low} to {@code high}, both included. */
  public ContextBuilder addRun(ReplicaId replica, long low, long high) {
    if (low < 1 || high < low || high > CausalContext.MAX_COUNTER) {
      throw new IllegalArgumentException("not an interval of dots: " + low + " to " + high);
    }
    if (!replica.equals(last)) {
      last = replica;
      ofLast = loose.computeIfAbsent(replica, id -> new LongList());
    }
    ofLast.add(low, high);
    return this;
  }

  /** The context; the builder may go on. */
  public CausalContext build() {
    ContextRows rows = new ContextRows(loose.size());
    loose.forEach((id, list) -> rows.add(id, Runs.normalise(list.toArray())));
    return rows.build();
  }

  private static final class LongList {
    private long[] values = new long[2];
    private int size;

    void add(long low, long high) {
      if (size > 0 && low == values[size - 1] + 1) {
        values[size - 1] = high;
        return;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = low;
      values[size++] = high;
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
