package org.rejoin.conflict.laws;

import java.util.Arrays;
import java.util.List;
import org.rejoin.conflict.ConflictMode;

/** What a {@link org.rejoin.conflict.Resolver} has to keep; {@link ResolverLaws} checks it. */
public enum ResolverLaw {
  /** In which order siblings came, and what was read in between, does not matter. */
  ORDER,
  /** Asked again, it answers the same. */
  REPETITION,
  /** It answers the same in every environment: thread, locale, zone, time. */
  PURITY,
  /** Of one value it makes that value, or keeps it. */
  SINGLETON,
  /**
   * It looks at n siblings no more than 64 n^2 times, and its value is no larger than four times
   * all siblings and 64 bytes.
   */
  COST,
  /**
   * It does not throw on any value that the codec can read, and gives none that it cannot write.
   */
  HOSTILE_VALUES,
  /**
   * Some siblings may be written back before the others come: resolve({resolve(S)} + T) is
   * resolve(S + T). Of resolvers used in {@link ConflictMode#WRITE_BACK}.
   */
  WRITE_BACK,
  /**
   * Merged in any order and grouping, some twice, the same bytes come out, and all merge. Of
   * resolvers used in {@link ConflictMode#LATTICE}.
   */
  LATTICE;

  /** The laws that a resolver has to keep in that mode. */
  public static List<ResolverLaw> of(ConflictMode mode) {
    return Arrays.stream(values()).filter(law -> law.appliesIn(mode)).toList();
  }

  private boolean appliesIn(ConflictMode mode) {
    return switch (this) {
      case WRITE_BACK -> mode == ConflictMode.WRITE_BACK;
      case LATTICE -> mode == ConflictMode.LATTICE;
      default -> true;
    };
  }
}
