package org.rejoin.simulations.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a trace: one thing that happened. What a kind has nothing to say of is absent.
 *
 * @param event number of the event in which it happened
 * @param at virtual time in nanoseconds
 * @param node the incarnation that it happened to, such as {@code n2'3}
 * @param peer the other end of a frame
 * @param frame number of the frame in this run
 * @param traffic class of the frame: delta, repair or control
 * @param message what the frame says
 * @param bytes of the frame
 * @param op number of the operation, or of the fault
 * @param key key that it is about
 * @param carries what the frame carries
 * @param text the rest, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    Kind kind,
    long event,
    long at,
    @Nullable String node,
    @Nullable String peer,
    @Nullable Long frame,
    @Nullable String traffic,
    @Nullable String message,
    @Nullable Integer bytes,
    @Nullable Long op,
    @Nullable String key,
    @Nullable List<Carried> carries,
    @Nullable String text) {
  /** What happened. */
  public enum Kind {
    /** A process started. */
    START,
    /** A process died. */
    DIE,
    /** An edit or a delete was applied where the client asked for it; the text is the state. */
    EDIT,
    /** Data of a peer was joined and brought news; the text is the state. */
    JOIN,
    /** The node holds what an operation changed, from now on. */
    LEARN,
    /** The engine reports something else. */
    NOTE,
    /** An operation ended; the text is its result. */
    END,
    /** A frame left. */
    SEND,
    /** A copy of a frame arrived; the text is set if it was damaged. */
    ARRIVE,
    /** A frame, or a copy, will never arrive; the text says why. */
    LOSE,
    /** A fault began. */
    FAULT,
    /** A fault ended. */
    OVER,
    /** All faults are over. */
    HEAL,
    /**
     * How many different states nodes are in, and what share of all copies is not the common one.
     */
    SAMPLE,
    /** An invariant broke. */
    VIOLATION
  }

  /**
   * A part of a frame.
   *
   * @param op the operation that a delta is of; -1 if it is a state or a part of one
   */
  public record Carried(String key, long op) {}

  static Row of(Kind kind, long event, long at) {
    return new Row(kind, event, at, null, null, null, null, null, null, null, null, null, null);
  }

  Row at(String itsNode) {
    return new Row(
        kind, event, at, itsNode, peer, frame, traffic, message, bytes, op, key, carries, text);
  }

  Row with(String itsPeer) {
    return new Row(
        kind, event, at, node, itsPeer, frame, traffic, message, bytes, op, key, carries, text);
  }

  Row frame(long number) {
    return new Row(
        kind, event, at, node, peer, number, traffic, message, bytes, op, key, carries, text);
  }

  Row sent(String itsTraffic, String itsMessage, int itsBytes, List<Carried> parts) {
    return new Row(
        kind,
        event,
        at,
        node,
        peer,
        frame,
        itsTraffic,
        itsMessage,
        itsBytes,
        op,
        key,
        parts.isEmpty() ? null : List.copyOf(parts),
        text);
  }

  Row op(long id) {
    return new Row(
        kind, event, at, node, peer, frame, traffic, message, bytes, id, key, carries, text);
  }

  Row key(@Nullable String itsKey) {
    return new Row(
        kind, event, at, node, peer, frame, traffic, message, bytes, op, itsKey, carries, text);
  }

  Row text(@Nullable String words) {
    return new Row(
        kind, event, at, node, peer, frame, traffic, message, bytes, op, key, carries, words);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  long frameNumber() {
    return frame == null ? -1 : frame;
  }

  long opNumber() {
    return op == null ? -1 : op;
  }

  String nodeName() {
    return node == null ? "" : node;
  }

  String words() {
    return text == null ? "" : text;
  }

  List<Carried> parts() {
    return carries == null ? List.of() : carries;
  }
}
