package org.rejoin.conflict.laws;

/**
 * Somewhere else to run a resolver: another thread, under another default locale or zone. Tests
 * bring their own, as this library starts no threads and touches no defaults.
 */
@FunctionalInterface
public interface Environment {
  /** Runs {@code work} there, waits for its end and undoes what was changed for it. */
  void run(Runnable work);
}
