package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What one replica still owes one neighbour in one group: a stream of numbered entries, kept until
 * the neighbour has acknowledged them. At a bound, or when the neighbour keeps refusing, the whole
 * claim is dropped and a new stream begins at 0: what was in the old one is left to anti-entropy.
 * Never is a gap closed by leaving something out within a stream.
 *
 * <p>Batches may be lost, repeated and reordered, acknowledgements likewise. Cost: O(1) an entry
 * and step. Not thread-safe. Times are of a monotonic clock, in nanoseconds, given by the caller.
 *
 * @param <T> an entry, such as an encoded delta
 */
public final class DeltaBuffer<T> {
  /** What {@link #append} returns for an entry that is larger than the whole buffer may be. */
  public static final long NOT_KEPT = -1;

  private final Limits limits;

  /** Sent in this round and not acknowledged: the entries from {@link #acked} on. */
  private final Deque<Entry<T>> inFlight = new ArrayDeque<>();

  /** To be sent: the entries behind those in flight. */
  private final Deque<Entry<T>> unsent = new ArrayDeque<>();

  /** First sequence of each batch sent since the last rewind, ascending. */
  private final Deque<Long> batchStarts = new ArrayDeque<>();

  private long stream;
  private long acked;
  private long everSent;
  private long inFlightBytes;
  private long pendingBytes;
  private boolean nacked;
  private int staleNacks;
  private int rewinds;
  private boolean dropped;

  /**
   * Bounds, each reached by dropping the claim.
   *
   * @param maxBytes of all entries kept
   * @param maxEntries number of entries kept
   * @param maxAgeNanos of the oldest entry kept
   */
  public record Limits(long maxBytes, int maxEntries, long maxAgeNanos) {
    /** Refuses bounds below 1. */
    public Limits {
      if (maxBytes < 1 || maxEntries < 1 || maxAgeNanos < 1) {
        throw new IllegalArgumentException(
            "limits must be positive: " + maxBytes + ", " + maxEntries + ", " + maxAgeNanos);
      }
    }
  }

  /**
   * Entries to be sent together: {@code [from, from + entries.size())} of the stream.
   *
   * @param stream 1 or more
   * @param from sequence of the first entry
   * @param entries at least one
   */
  public record Batch<T>(long stream, long from, List<T> entries) {
    /** Copies the list. */
    public Batch {
      entries = List.copyOf(entries);
    }
  }

  private record Entry<T>(T payload, int sizeBytes, long appendedNanos) {}

  /** An empty buffer whose first stream is {@code firstStream}, 1 or more. */
  public DeltaBuffer(Limits limits, long firstStream) {
    if (firstStream < 1) {
      throw new IllegalArgumentException("streams start at 1, not " + firstStream);
    }
    this.limits = limits;
    this.stream = firstStream;
  }

  /**
   * Keeps an entry for the neighbour and returns its sequence in the present stream. If a bound
   * would be passed, the claim is dropped first and the entry begins the new stream. An entry above
   * {@code maxBytes} by itself drops the claim, is not kept, and {@link #NOT_KEPT} is returned.
   */
  public long append(T entry, int sizeBytes, long nowNanos) {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("an entry of " + sizeBytes + " bytes");
    }
    expire(nowNanos);
    if (sizeBytes > limits.maxBytes()) {
      dropClaim();
      return NOT_KEPT;
    }
    if (pendingEntries() >= limits.maxEntries() || pendingBytes > limits.maxBytes() - sizeBytes) {
      dropClaim();
    }
    long sequence = acked + pendingEntries();
    unsent.addLast(new Entry<>(entry, sizeBytes, nowNanos));
    pendingBytes += sizeBytes;
    return sequence;
  }

  /**
   * The next entries of this round, at least one, in all at most {@code maxBytes} unless the first
   * is larger by itself. Empty if all were sent, if the window has no room for the next entry, or
   * if the claim has just expired. The window bounds the bytes that are sent and not acknowledged;
   * a single entry above it goes alone.
   */
  public Optional<Batch<T>> nextBatch(int maxBytes, long windowBytes, long nowNanos) {
    if (maxBytes < 1 || windowBytes < 1) {
      throw new IllegalArgumentException("batch " + maxBytes + ", window " + windowBytes);
    }
    expire(nowNanos);
    long from = acked + inFlight.size();
    List<T> batch = new ArrayList<>();
    long batchBytes = 0;
    while (!unsent.isEmpty()) {
      int sizeBytes = unsent.getFirst().sizeBytes();
      boolean inBatch = batch.isEmpty() || batchBytes + sizeBytes <= maxBytes;
      boolean inWindow = inFlight.isEmpty() || inFlightBytes + sizeBytes <= windowBytes;
      if (!inBatch || !inWindow) {
        break;
      }
      Entry<T> entry = unsent.removeFirst();
      inFlight.addLast(entry);
      inFlightBytes += sizeBytes;
      batchBytes += sizeBytes;
      batch.add(entry.payload());
    }
    if (batch.isEmpty()) {
      return Optional.empty();
    }
    batchStarts.addLast(from);
    everSent = Math.max(everSent, acked + inFlight.size());
    return Optional.of(new Batch<>(stream, from, batch));
  }

  /**
   * The neighbour holds all entries below {@code upTo}: they are forgotten, and earlier refusals
   * with them. True if it was about the present stream and about entries that were sent, also if it
   * brings nothing new.
   */
  public boolean acknowledge(long stream, long upTo) {
    if (stream != this.stream || upTo < 0 || upTo > everSent) {
      return false;
    }
    if (upTo > acked) {
      forgetBelow(upTo);
      nacked = false;
      staleNacks = 0;
      rewinds = 0;
    }
    return true;
  }

  /**
   * The neighbour met a gap: it holds all below {@code expected} and has refused what came after.
   * The first time the buffer goes back to {@code expected}. The second time without progress it
   * drops the claim. Refusals by the other batches that were under way with the refused one do not
   * count.
   */
  public NackOutcome nack(long stream, long expected) {
    if (expected < acked || !acknowledge(stream, expected)) {
      return NackOutcome.IGNORED;
    }
    if (!nacked) {
      nacked = true;
      staleNacks = (int) batchStarts.stream().filter(from -> from > expected).count() - 1;
      goBack();
      return NackOutcome.RESEND;
    }
    if (staleNacks > 0) {
      staleNacks--;
      return NackOutcome.IGNORED;
    }
    dropClaim();
    return NackOutcome.DROPPED;
  }

  /**
   * Begins a new round at the first unacknowledged entry, after a retransmission timeout. The
   * timeout runs while {@link #isAwaitingAck}, also if some entries are unsent: lost batches fill
   * the window.
   */
  public void rewind() {
    rewinds++;
    goBack();
  }

  /** Forgets everything; the next stream begins at 0. */
  public void dropClaim() {
    inFlight.clear();
    unsent.clear();
    batchStarts.clear();
    stream++;
    acked = 0;
    everSent = 0;
    inFlightBytes = 0;
    pendingBytes = 0;
    nacked = false;
    staleNacks = 0;
    rewinds = 0;
    dropped = true;
  }

  /** Drops the claim if its oldest entry is older than the limit; true if it did. */
  public boolean expire(long nowNanos) {
    Entry<T> oldest = inFlight.isEmpty() ? unsent.peekFirst() : inFlight.getFirst();
    if (oldest == null || nowNanos - oldest.appendedNanos() <= limits.maxAgeNanos()) {
      return false;
    }
    dropClaim();
    return true;
  }

  /** Whether a claim was dropped, for whatever reason, since the last call. */
  public boolean takeDropped() {
    boolean was = dropped;
    dropped = false;
    return was;
  }

  /** Whether nothing is owed. */
  public boolean isEmpty() {
    return pendingEntries() == 0;
  }

  /** Whether some entry was not sent in this round. */
  public boolean hasUnsent() {
    return !unsent.isEmpty();
  }

  /** Whether some entry was sent in this round and not acknowledged. */
  public boolean isAwaitingAck() {
    return !inFlight.isEmpty();
  }

  /** Bytes of all entries kept. */
  public long pendingBytes() {
    return pendingBytes;
  }

  /** Number of entries kept. */
  public int pendingEntries() {
    return inFlight.size() + unsent.size();
  }

  /** The present stream. */
  public long stream() {
    return stream;
  }

  /** The neighbour holds all entries of the present stream below this one. */
  public long acked() {
    return acked;
  }

  /** Rounds begun by {@link #rewind} since the last progress, for the caller's backoff. */
  public int rewinds() {
    return rewinds;
  }

  private void goBack() {
    while (!inFlight.isEmpty()) {
      unsent.addFirst(inFlight.removeLast());
    }
    inFlightBytes = 0;
    batchStarts.clear();
  }

  private void forgetBelow(long upTo) {
    while (acked < upTo) {
      if (inFlight.isEmpty()) {
        pendingBytes -= unsent.removeFirst().sizeBytes();
      } else {
        int sizeBytes = inFlight.removeFirst().sizeBytes();
        inFlightBytes -= sizeBytes;
        pendingBytes -= sizeBytes;
      }
      acked++;
    }
    while (!batchStarts.isEmpty() && batchStarts.getFirst() < acked) {
      batchStarts.removeFirst();
    }
  }
}
