package org.rejoin.benchmarks.antientropy;

import java.util.Locale;

/** How the two sides' states of a differing key differ. */
enum Kind {
  /** One side has overwritten it. */
  OLDER,
  /** One side has never had it, or has lost it: so its store was when it started. */
  MISSING,
  /** Both have overwritten it, neither knew of the other. */
  SIBLING,
  /** One side has deleted it. */
  TOMBSTONE,
  /** Both have seen the same of it and hold different states. Nothing tells which is right. */
  ROT;

  /** As on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it comes from what a store held when it started, and not from edits. */
  boolean isAtLoad() {
    return this == MISSING || this == ROT;
  }

  /** Whether joining what both hold makes them equal. */
  boolean isMendable() {
    return this != ROT;
  }
}
