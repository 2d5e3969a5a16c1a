package org.rejoin.crdt;

/**
 * Is told by a join about data that no correct replica produces. The join itself goes on, so that
 * all replicas agree; the one who joins decides what to do about it.
 */
@FunctionalInterface
public interface JoinReport {
  /** One dot was met with two different payloads: corruption, or a replica id used twice. */
  void doubleSpentDot(Dot dot);

  /** Reports to nobody. */
  static JoinReport none() {
    return dot -> {};
  }
}
