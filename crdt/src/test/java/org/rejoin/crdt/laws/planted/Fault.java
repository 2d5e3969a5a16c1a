package org.rejoin.crdt.laws.planted;

import org.rejoin.crdt.laws.Law;

/** A classic mistake in a data type, planted in one line; without it the type is right. */
enum Fault {
  NONE(Law.JOIN),

  /** Causal sets: a removal forgets that it has seen what it removes (Pekko's and Riak's tales). */
  REMOVE_FORGETS_THE_DOT(Law.DELTAS),
  /** An add covers all dots of the writers that it replaces, seen or not, like a version vector. */
  ADD_COVERS_UNSEEN_DOTS(Law.SPEC),
  /** Neighbouring intervals of a context stay apart: equal knowledge, unequal bytes. */
  CONTEXT_IS_NOT_FUSED(Law.DECOMPOSITION),
  /** The digest covers what lives, not what is known to be dead. */
  DIGEST_OMITS_THE_CONTEXT(Law.DIGEST),
  /** A peer is sent what it lacks, but not told what it has to remove. */
  DELTA_SINCE_OMITS_REMOVALS(Law.SUMMARY),
  /** Each part carries the whole context: they join back, but overlap. */
  PARTS_CARRY_THE_CONTEXT(Law.DECOMPOSITION),

  /** Registers: a join drops the concurrent values that do not win. */
  LOSERS_GO_AT_JOIN(Law.JOIN),

  /** Counters: a join adds the cells up. */
  CELLS_ADD_UP_AT_JOIN(Law.JOIN),
  /** The reader takes rows in any order. */
  ROWS_IN_ANY_ORDER(Law.CODEC),

  /** Resettable counters: who resets takes another's cell away, with increments it never saw. */
  RESET_TAKES_THE_CELL_AWAY(Law.SPEC);

  final Law breaks;

  Fault(Law breaks) {
    this.breaks = breaks;
  }
}
