package org.rejoin.demo.run;

import org.rejoin.cluster.WriteResult;

/** What is known of a write after its answer. */
enum Outcome {
  /** Enough nodes hold it. */
  ACKED,
  /** The node that was asked holds it; whether others do is open. */
  APPLIED,
  /** Nothing was applied. */
  REFUSED,
  /** No answer, or the only node sure to hold it lost its memory. */
  UNSURE;

  static Outcome of(WriteResult result) {
    return result.match(
        acked -> ACKED,
        partial -> APPLIED,
        unknown -> APPLIED,
        unavailable -> REFUSED,
        rejected -> REFUSED);
  }
}
