package org.rejoin.cluster.engine;

/**
 * Points at which the engine does on purpose what is allowed and rare, so that simulations meet it
 * often: a collaborator that says when. None of them may break a promise; they cost time, bytes or
 * retries. Production passes {@link #OFF}, which costs a call. Used by the machines of one replica,
 * on whatever thread steps them.
 *
 * <p>Known from FoundationDB: Zhou et al., <i>FoundationDB: A Distributed Unbundled Transactional
 * Key Value Store</i>, SIGMOD 2021, section 4.
 */
@FunctionalInterface
public interface Buggify {
  /** Never. */
  Buggify OFF = (machine, point) -> false;

  /** What is done when a point fires. */
  enum Point {
    /** Forgets to send an acknowledgement of deltas. */
    DROP_ACK,
    /** Sends deltas one by one. */
    BATCH_OF_ONE,
    /** Lets one batch be under way and no more. */
    TINY_WINDOW,
    /** Gives up what is owed to a peer, as if the buffer were full. */
    DROP_CLAIM,
    /** Sends again after a millisecond without an acknowledgement. */
    HASTY_RETRANSMIT,
    /** Leaves out a comparison that is due. */
    SKIP_ROUND,
    /** Says that it is busy when a peer wants to compare. */
    BUSY,
    /** Asks for one range, or offers one key, at a time. */
    SMALL_QUESTION,
    /** Has no symbols of what it holds, so that ranges are compared. */
    NO_SYMBOLS,
    /** Has each group mend what was found of it by itself, as if it were much. */
    BY_GROUP,
    /** Gives a walk up after a millisecond. */
    IMPATIENT_WALK,
    /** Sends all of a key where a part would do. */
    WHOLE_STATE,
    /** Sends one entry in answer to a question, and leaves the others for the next exchange. */
    SMALL_ROUND,
    /** Sends a frame twice. */
    SEND_TWICE,
    /** Keeps what is owed to a peer that does not listen, though repair would send less. */
    KEEP_CLAIM
  }

  /** Whether the point fires now, in this machine of the replica. */
  boolean fires(int machine, Point point);
}
