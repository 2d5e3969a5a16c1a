package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.CausalContext;

/**
 * A version of a {@link LatticeRegister}: what became of the puts {@code dots}. The version names
 * the writer of its top stamp.
 */
record Merged(CausalContext dots, Version version) {
  static final Comparator<Merged> ORDER =
      Comparator.comparing(Merged::version, Version.BY_STAMP)
          .thenComparing(merged -> bytes(merged.dots));

  private static final Codec<Version> CODEC = Version.codec(false);

  static Bytes bytes(CausalContext context) {
    CanonicalOut out = new CanonicalOut();
    context.write(out);
    return Bytes.wrap(out.toByteArray());
  }

  void write(CanonicalOut out) {
    dots.write(out);
    CODEC.write(version, out);
  }

  static Merged read(CanonicalIn in) {
    CausalContext dots = CausalContext.read(in);
    Version version = CODEC.read(in);
    if (dots.isEmpty() || version.writer() == null) {
      throw in.malformed("a version needs puts and a writer");
    }
    return new Merged(dots, version);
  }

  /** Whether one of {@code others} holds all these puts, and no smaller form of just them. */
  boolean isIn(List<Merged> others) {
    return others.stream()
        .anyMatch(
            other ->
                other.dots.containsAll(dots)
                    && (!other.dots.equals(dots)
                        || Version.BY_STAMP.compare(other.version, version) >= 0));
  }

  /** Those of {@code some} that are not in {@code others}. */
  static List<Merged> beyond(List<Merged> some, List<Merged> others) {
    return some.stream().filter(merged -> !merged.isIn(others)).toList();
  }

  /** Reports versions that others made of the same puts in another way. */
  static void reportForks(List<Merged> some, List<Merged> others, JoinReport report) {
    for (Merged merged : some) {
      for (Merged other : others) {
        if (merged.dots.equals(other.dots) && !merged.version.equals(other.version)) {
          report.doubleSpentDot(anyOf(merged.dots));
        }
      }
    }
  }

  private static Dot anyOf(CausalContext dots) {
    return dots.dots().findFirst().orElseThrow();
  }

  static CausalContext union(List<Merged> versions) {
    CausalContext all = CausalContext.empty();
    for (Merged merged : versions) {
      all = all.union(merged.dots);
    }
    return all;
  }

  /** Merges what can be merged, in a fixed order; the rest stays apart. */
  static <V> List<Merged> mergeAll(List<Merged> versions, LatticeType<V> type) {
    List<Merged> apart = new ArrayList<>();
    int attempts = 0;
    for (Merged next : versions.stream().sorted(ORDER).toList()) {
      Merged grown = next;
      int i = 0;
      while (i < apart.size()) {
        Merged both =
            attempts++ < LatticeType.MAX_ATTEMPTS ? merge(apart.get(i), grown, type) : null;
        if (both == null) {
          i++;
        } else {
          apart.remove(i);
          grown = both;
          i = 0;
        }
      }
      apart.add(grown);
    }
    apart.sort(ORDER);
    return List.copyOf(apart);
  }

  /** Both in one, under the top stamp; null if the resolver cannot. */
  private static <V> @Nullable Merged merge(Merged a, Merged b, LatticeType<V> type) {
    CausalContext dots = a.dots.union(b.dots);
    Version top = Version.BY_STAMP.compare(a.version, b.version) < 0 ? b.version : a.version;
    if (a.version.value().equals(b.version.value())) {
      return new Merged(dots, top);
    }
    return type.resolve(List.of(a.version, b.version), Token.of(dots))
        .map(value -> new Merged(dots, new Version(top.stamp(), top.writer(), value, null)))
        .orElse(null);
  }
}
