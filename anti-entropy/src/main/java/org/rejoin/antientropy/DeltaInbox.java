package org.rejoin.antientropy;

import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The receiving end of a {@link DeltaBuffer}: says which batch may be joined, so that nothing is
 * ever joined over a gap and nothing is needed twice. For each batch: {@link #offer}, and if
 * accepted join the entries, then {@link #advance}, then acknowledge. Sequences that a batch leaves
 * out count as entries of it: they are held. A new incarnation of the sender gets a new inbox. Not
 * thread-safe.
 */
public final class DeltaInbox {
  private long stream;
  private long expected;

  /** The batch accepted last: {@link #advance} goes no further than its end. */
  private long acceptedStream;

  private long acceptedEnd;

  /** An inbox that has seen nothing. */
  public DeltaInbox() {}

  /**
   * What to do with a batch.
   *
   * @param kind whether to join it
   * @param skip if accepted: how many of its first entries are held already
   * @param expected the sequence that should come next in the offered stream, for the
   *     acknowledgement of a duplicate or the refusal of a gap; for a stale stream that of the
   *     present one
   */
  public record Verdict(Kind kind, int skip, long expected) {
    /** Four cases. */
    public enum Kind {
      /** Join the entries after the first {@code skip}. */
      ACCEPT,
      /** All of it is held: acknowledge again. */
      DUPLICATE,
      /** Something before it is missing: refuse. */
      GAP,
      /** The sender has dropped that stream: ignore. */
      STALE_STREAM
    }
  }

  /**
   * Judges the batch {@code [from, from + count)} of {@code stream}; changes nothing that counts.
   *
   * @throws MalformedBytesException if no sender can have sent these numbers
   */
  public Verdict offer(long stream, long from, int count) {
    if (stream < 1 || from < 0 || count < 0 || from > Long.MAX_VALUE - count) {
      throw new MalformedBytesException(
          "no batch can be stream " + stream + " from " + from + " with " + count + " entries");
    }
    if (stream < this.stream) {
      return new Verdict(Verdict.Kind.STALE_STREAM, 0, expected);
    }
    long next = stream > this.stream ? 0 : expected;
    if (from > next) {
      return new Verdict(Verdict.Kind.GAP, 0, next);
    }
    if (stream == this.stream && from + count <= next) {
      return new Verdict(Verdict.Kind.DUPLICATE, 0, next);
    }
    acceptedStream = stream;
    acceptedEnd = from + count;
    return new Verdict(Verdict.Kind.ACCEPT, (int) (next - from), next);
  }

  /**
   * All entries of {@code stream} below {@code upTo} are held.
   *
   * @throws IllegalStateException if that is not within the batch accepted last
   */
  public void advance(long stream, long upTo) {
    long next = stream > this.stream ? 0 : expected;
    if (stream != acceptedStream || upTo < next || upTo > acceptedEnd) {
      throw new IllegalStateException(
          "advance to "
              + upTo
              + " of stream "
              + stream
              + ", accepted was up to "
              + acceptedEnd
              + " of stream "
              + acceptedStream
              + ", expected "
              + expected
              + " of stream "
              + this.stream);
    }
    this.stream = stream;
    expected = upTo;
  }

  /** The present stream; 0 if nothing came yet. */
  public long stream() {
    return stream;
  }

  /** The sequence that should come next in the present stream. */
  public long expected() {
    return expected;
  }
}
