package org.rejoin.demo.page;

import java.util.List;
import org.rejoin.cluster.WriteResult;

/**
 * How a command ended, in words for a person and a closed set of results for a program.
 *
 * @param node where it was carried out; empty when nowhere or everywhere
 * @param held nodes known to hold the write
 */
record Outcome(Result result, String node, List<String> held, String detail) {
  /** The closed set. */
  enum Result {
    /** Carried out; not a write. */
    DONE,
    /** The write reached its level. */
    ACKED,
    /** Applied, on too few nodes. */
    PARTIAL,
    /** Applied on one node; the deadline passed before the level was reached. */
    UNKNOWN,
    /** Nothing was applied: out of reach. */
    UNAVAILABLE,
    /** Nothing was applied: refused. */
    REJECTED
  }

  Outcome {
    held = List.copyOf(held);
  }

  static Outcome done(String detail) {
    return new Outcome(Result.DONE, "", List.of(), detail);
  }

  static Outcome rejected(String detail) {
    return new Outcome(Result.REJECTED, "", List.of(), detail);
  }

  static Outcome unavailable(String detail) {
    return new Outcome(Result.UNAVAILABLE, "", List.of(), detail);
  }

  /** A write's result, told of {@code node}. */
  static Outcome of(String node, String what, WriteResult write) {
    return write.match(
        acked ->
            new Outcome(
                Result.ACKED,
                node,
                acked.held(),
                what + " on " + node + ", held by " + String.join(", ", acked.held())),
        partial ->
            new Outcome(
                Result.PARTIAL,
                node,
                partial.held(),
                what
                    + " on "
                    + node
                    + ", but only "
                    + String.join(", ", partial.held())
                    + " hold it yet"),
        unknown ->
            new Outcome(
                Result.UNKNOWN,
                node,
                unknown.held(),
                what + " on " + node + ", not acknowledged in time; it keeps spreading"),
        unavailable ->
            new Outcome(Result.UNAVAILABLE, node, List.of(), "nothing done: " + unavailable.why()),
        rejected ->
            new Outcome(
                Result.REJECTED, node, List.of(), "refused by " + node + ": " + rejected.detail()));
  }
}
