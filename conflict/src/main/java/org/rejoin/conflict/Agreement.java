package org.rejoin.conflict;

/**
 * Which resolver a keyspace uses now, given what its members can run; from {@link
 * ConflictSettings#agree}.
 *
 * @param resolver the newest that all members have; {@link Resolvers#keepAll()} if there is none
 */
public record Agreement<V>(Resolver<V> resolver, Kind kind) {
  /** How far members agree. */
  public enum Kind {
    /** All have the same newest version and mode. */
    UNANIMOUS,
    /** Some have newer versions or another mode, but one version is common to all. */
    COMMON,
    /** No version is common to all: reads show the siblings. */
    NONE
  }

  /** Whether nothing differs, as writing back demands. */
  public boolean isUnanimous() {
    return kind == Kind.UNANIMOUS;
  }
}
