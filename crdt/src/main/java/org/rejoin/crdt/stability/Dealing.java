package org.rejoin.crdt.stability;

/** What a member may do with a frame, by who sent it and the cut at which it was made. */
public enum Dealing {
  /** Same cut: join it. */
  JOIN,
  /** Made before the last cut here: do not join it; tell the sender which cut is adopted here. */
  OLDER,
  /** Made after a cut that was confirmed here: adopt that first, then join. */
  ADOPT,
  /** Made after a cut that cannot be adopted here: this replica has to be readmitted. */
  READMIT,
  /** From an id that is sealed, or that this member agreed to seal: ignore it for good. */
  ENDED,
  /** From an id not met before this member answered a proposal: ignore it until the cut is done. */
  CLOSED
}
