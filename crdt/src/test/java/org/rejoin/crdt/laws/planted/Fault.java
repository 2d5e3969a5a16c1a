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
  RESET_TAKES_THE_CELL_AWAY(Law.SPEC),

  /** Cuts: with the named removals one addition more is forgotten. */
  SETTLING_DROPS_A_LIVE_DOT(Law.SETTLING),
  /** Who has an addition that the removal beats agrees that the removal be forgotten. */
  MEMBER_AGREES_TO_ALL(Law.SETTLING),
  /** What a sealed replica counted is forgotten with its row. */
  SEALED_ROW_IS_LOST(Law.SETTLING),
  /** A delta that waited in a buffer brings the row of a sealed replica back. */
  BUFFERED_ROW_COMES_BACK(Law.SETTLING),

  /** Restarts: who starts under a new id goes on in the row of the former one. */
  ROW_OF_ANOTHER_ID_IS_TAKEN_OVER(Law.SETTLING),
  /** Nobody is told that its id is used by somebody else, or was by itself in a life it forgot. */
  GUARD_IS_BLIND(Law.IDENTITY),
  /** Whoever hears that others removed what it had added takes it for a writer under its id. */
  GUARD_CRIES_WOLF(Law.IDENTITY);

  final Law breaks;

  Fault(Law breaks) {
    this.breaks = breaks;
  }
}
