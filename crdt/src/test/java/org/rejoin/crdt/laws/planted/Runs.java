package org.rejoin.crdt.laws.planted;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A causal context, naively: a sorted set of intervals that are cut and fused dot by dot. */
record Runs(TreeSet<Run> runs) {
  static final Runs EMPTY = new Runs(new TreeSet<>());

  /** Dots of one replica, both ends included. */
  record Run(Dot first, long last) implements Comparable<Run> {
    @Override
    public int compareTo(Run other) {
      return Comparator.comparing(Run::first).thenComparing(Run::last).compare(this, other);
    }
  }

  static Runs of(Iterable<Dot> dots) {
    TreeSet<Dot> sorted = new TreeSet<>();
    dots.forEach(sorted::add);
    TreeSet<Run> runs = new TreeSet<>();
    for (Dot dot : sorted) {
      Run last = runs.isEmpty() ? null : runs.last();
      boolean fuses =
          last != null
              && last.first().replica().equals(dot.replica())
              && last.last() + 1 == dot.counter();
      if (fuses) {
        runs.remove(last);
      }
      runs.add(new Run(fuses ? last.first() : dot, dot.counter()));
    }
    return new Runs(runs);
  }

  List<Dot> dots() {
    List<Dot> dots = new ArrayList<>();
    for (Run run : runs) {
      for (long n = run.first().counter(); n <= run.last(); n++) {
        dots.add(new Dot(run.first().replica(), n));
      }
    }
    return dots;
  }

  boolean contains(Dot dot) {
    return dots().contains(dot);
  }

  Runs union(Runs other, boolean fused) {
    TreeSet<Run> all = new TreeSet<>(runs);
    all.addAll(other.runs);
    Runs union = new Runs(all);
    return fused ? of(union.dots()) : union;
  }

  void write(CanonicalOut out) {
    out.writeVarInt(runs.size());
    for (Run run : runs) {
      run.first().replica().write(out);
      out.writeVarLong(run.first().counter()).writeVarLong(run.last());
    }
  }

  /** Takes fused intervals only, in ascending order. */
  static Runs read(CanonicalIn in) {
    TreeSet<Run> runs = new TreeSet<>();
    Run last = null;
    for (int i = in.readCount(10); i > 0; i--) {
      ReplicaId replica = ReplicaId.read(in);
      int first = in.readVarInt(1 << 20);
      int end = in.readVarInt(1 << 20);
      if (first < 1 || end < first) {
        throw in.malformed("an interval from " + first + " to " + end);
      }
      Run run = new Run(new Dot(replica, first), end);
      boolean ascends =
          last == null
              || last.first().replica().compareTo(replica) < 0
              || (last.first().replica().equals(replica) && last.last() + 1 < first);
      if (!ascends) {
        throw in.malformed("intervals have to ascend and leave gaps");
      }
      runs.add(run);
      last = run;
    }
    return new Runs(runs);
  }
}
