package org.rejoin.crdt.laws;

/** Carries a broken law out of a search. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Law law;
  private final transient Trial.Failure failure;

  Broken(Law law, Trial.Failure failure) {
    super(failure.claim(), null, false, false);
    this.law = law;
    this.failure = failure;
  }

  Law law() {
    return law;
  }

  Trial.Failure failure() {
    return failure;
  }
}
