package org.rejoin.cluster;

/**
 * How many members an operation involves. {@link #LOCAL} and at-least are AP: they answer on any
 * side of a partition, at-least while that many members are on it. Majority is QUORUM: it needs
 * most of the configured replica set, never most of whoever is reachable now.
 *
 * @param kind which rule
 * @param members for at-least: how many members, this node included; else 0
 */
public record Level(Kind kind, int members) {
  /** Only this node. */
  public static final Level LOCAL = new Level(Kind.LOCAL, 0);

  /** A majority of {@code rejoin.replica-set}. */
  public static final Level MAJORITY = new Level(Kind.MAJORITY, 0);

  /** The rules. */
  public enum Kind {
    /** This node alone. */
    LOCAL,
    /** Any n members, this node included. */
    AT_LEAST,
    /** A majority of the configured replica set. */
    MAJORITY
  }

  /** Refuses an at-least below 1. */
  public Level {
    if (kind == Kind.AT_LEAST && members < 1) {
      throw new IllegalArgumentException("at-least(" + members + "): name 1 member or more");
    }
  }

  /** Any {@code members} members, this node included. */
  public static Level atLeast(int members) {
    return new Level(Kind.AT_LEAST, members);
  }

  /** As in {@code at-least(2)}. */
  @Override
  public String toString() {
    return switch (kind) {
      case LOCAL -> "local";
      case AT_LEAST -> "at-least(" + members + ")";
      case MAJORITY -> "majority";
    };
  }
}
