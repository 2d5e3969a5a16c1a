package org.rejoin.crdt.laws;

/** The laws of a data type; {@link Laws} checks them. */
public enum Law {
  /** Join is associative, commutative, idempotent, inflationary and pure; bottom is neutral. */
  JOIN,
  /**
   * An edit is the join with its delta; deltas and states in any order, repeated, split, grouped,
   * give the same bytes; an edit that throws changes nothing.
   */
  DELTAS,
  /** Joining the novelty is joining all; nothing in it is known already; repeated it is bottom. */
  NOVELTY,
  /** The parts join back; each is irreducible and none can be left out. */
  DECOMPOSITION,
  /** The halves of a state, and chunks cut to a size, join back in any order. */
  CHUNKS,
  /**
   * What a peer lacks, by its summary, is enough, and is bottom exactly when the peer is covered.
   */
  SUMMARY,
  /** Bytes round trip, are equal for equal states only, and mangled ones are refused. */
  CODEC,
  /**
   * The digest kept along a history is that of the decoded bytes, and equal for equal bytes only.
   */
  DIGEST,
  /**
   * Who compares parts by their hashes, and outlines, learns what a peer lacks: enough of it, and
   * nothing that is not so where little is known of the peer.
   */
  PARTS,
  /** The value is that of the executable specification, if one is given. */
  SPEC,
  /**
   * What is forgotten at a stability cut is not missed: settling commutes with edits, deltas,
   * repair and joins, and the value stays.
   */
  SETTLING,
  /**
   * A delete beats all of its delete epoch, seen or not, and nothing written after it; also across
   * a cut that names it. Only {@link Exhaustive} checks it.
   */
  DELETION,
  /**
   * Who lost its state and goes on under its old id notices once it hears of what it lost, or loses
   * nothing; nobody else is alarmed. Only {@link Exhaustive} checks it.
   */
  IDENTITY
}
