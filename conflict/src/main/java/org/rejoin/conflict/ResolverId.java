package org.rejoin.conflict;

/**
 * Which resolver it is: its name, and a version that is raised with each change of what it decides.
 * Part of a keyspace's schema.
 */
public record ResolverId(String name, int version) {
  /** How long a name may be, in characters. */
  public static final int MAX_NAME = 200;

  /** Refuses names that are empty, overlong or hold white space, and versions below 0. */
  public ResolverId {
    if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException(
          "the name of a resolver needs 1 to " + MAX_NAME + " characters and no space: " + name);
    }
    if (version < 0) {
      throw new IllegalArgumentException("the version of a resolver cannot be " + version);
    }
  }

  /** That of {@code resolver}. */
  public static ResolverId of(Resolver<?> resolver) {
    return new ResolverId(resolver.name(), resolver.version());
  }

  /** Such as {@code lww/1}. */
  @Override
  public String toString() {
    return name + "/" + version;
  }
}
