package org.rejoin.conflict.laws;

/** What a {@link org.rejoin.conflict.Resolver} used on reads has to keep. */
public enum ResolverLaw {
  /** In which order siblings came, and what was read in between, does not matter. */
  ORDER,
  /** Asked again, it answers the same. */
  REPETITION,
  /** It answers the same in every environment: thread, locale, zone. */
  PURITY,
  /** Of one value it makes that value, or keeps it. */
  SINGLETON
}
