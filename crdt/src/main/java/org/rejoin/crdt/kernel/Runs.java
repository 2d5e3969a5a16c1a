package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.List;
import org.rejoin.crdt.Dot;

/**
 * Sets of counters of one replica: disjoint intervals {@code [lo, hi]}, ascending, neighbours
 * fused, flat in one array {@code lo0, hi0, lo1, hi1, ...}. Never changed once built. All are
 * linear but {@link #contains}, which is logarithmic.
 */
final class Runs {
  static final long[] NONE = {};

  private Runs() {}

  /** The counters of ascending dots of one replica. */
  static long[] of(List<Dot> dots, int from, int to) {
    long[] out = new long[2 * (to - from)];
    int size = 0;
    for (int i = from; i < to; i++) {
      long counter = dots.get(i).counter();
      if (size > 0 && out[size - 1] == counter - 1) {
        out[size - 1] = counter;
      } else {
        out[size++] = counter;
        out[size++] = counter;
      }
    }
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  static boolean contains(long[] runs, long counter) {
    int low = 0;
    int high = runs.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (counter < runs[2 * middle]) {
        high = middle - 1;
      } else if (counter > runs[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  static boolean containsAll(long[] runs, long[] other) {
    int i = 0;
    for (int j = 0; j < other.length; j += 2) {
      while (i < runs.length && runs[i + 1] < other[j]) {
        i += 2;
      }
      if (i == runs.length || runs[i] > other[j] || runs[i + 1] < other[j + 1]) {
        return false;
      }
    }
    return true;
  }

  /** The union; {@code a} itself if {@code b} adds nothing. */
  static long[] union(long[] a, long[] b) {
    if (a == b || containsAll(a, b)) {
      return a;
    }
    if (a.length > 0 && b.length == 2 && b[0] == a[a.length - 1] + 1) {
      long[] longer = a.clone();
      longer[a.length - 1] = b[1];
      return longer;
    }
    long[] out = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      boolean first = j == b.length || (i < a.length && a[i] <= b[j]);
      long low = first ? a[i] : b[j];
      long high = first ? a[i + 1] : b[j + 1];
      if (first) {
        i += 2;
      } else {
        j += 2;
      }
      if (size > 0 && low <= out[size - 1] + 1) {
        out[size - 1] = Math.max(out[size - 1], high);
      } else {
        out[size++] = low;
        out[size++] = high;
      }
    }
    return Arrays.copyOf(out, size);
  }

  /** What of {@code a} is not in {@code b}; {@code a} itself if that is all. */
  static long[] minus(long[] a, long[] b) {
    if (b.length == 0 || a.length == 0 || a[0] > b[b.length - 1] || a[a.length - 1] < b[0]) {
      return a;
    }
    long[] out = new long[a.length + b.length];
    int size = 0;
    int j = 0;
    for (int i = 0; i < a.length; i += 2) {
      long low = a[i];
      long high = a[i + 1];
      while (j < b.length && b[j + 1] < low) {
        j += 2;
      }
      int k = j;
      while (low <= high && k < b.length && b[k] <= high) {
        if (b[k] > low) {
          out[size++] = low;
          out[size++] = b[k] - 1;
        }
        low = b[k + 1] + 1;
        k += 2;
      }
      if (low <= high) {
        out[size++] = low;
        out[size++] = high;
      }
    }
    return size == a.length && Arrays.equals(a, 0, size, out, 0, size)
        ? a
        : Arrays.copyOf(out, size);
  }

  static long[] intersection(long[] a, long[] b) {
    long[] out = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      long low = Math.max(a[i], b[j]);
      long high = Math.min(a[i + 1], b[j + 1]);
      if (low <= high) {
        out[size++] = low;
        out[size++] = high;
      }
      if (a[i + 1] < b[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return Arrays.copyOf(out, size);
  }

  /** Sorts and fuses intervals that came in any order; {@code loose} is given away. */
  static long[] normalise(long[] loose) {
    int count = loose.length / 2;
    boolean sorted = true;
    for (int i = 2; i < loose.length && sorted; i += 2) {
      sorted = loose[i] > loose[i - 1] + 1;
    }
    if (sorted) {
      return loose;
    }
    long[][] pairs = new long[count][];
    for (int i = 0; i < count; i++) {
      pairs[i] = new long[] {loose[2 * i], loose[2 * i + 1]};
    }
    Arrays.sort(pairs, (x, y) -> Long.compare(x[0], y[0]));
    int size = 0;
    for (long[] pair : pairs) {
      if (size > 0 && pair[0] <= loose[size - 1] + 1) {
        loose[size - 1] = Math.max(loose[size - 1], pair[1]);
      } else {
        loose[size++] = pair[0];
        loose[size++] = pair[1];
      }
    }
    return Arrays.copyOf(loose, size);
  }
}
