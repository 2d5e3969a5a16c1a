package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final int slot;

  /** Sent in this round and not acknowledged. The first is one that the neighbour may lack. */
  private final Deque<Entry<T>> inFlight = new ArrayDeque<>();

  /** To be sent, behind those in flight. The first is one that the neighbour may lack. */
  private final Deque<Entry<T>> unsent = new ArrayDeque<>();

  /** First sequence of each batch sent since the last rewind, ascending. */
  private final Deque<Long> batchStarts = new ArrayDeque<>();

  private long stream;

  /** Sequence of the next entry to be appended. */
  private long next;

  /** All below was sent in this round, or left out. */
  private long sent;

  private long acked;
  private long everSent;
  private long inFlightBytes;
  private long pendingBytes;
  private boolean nacked;
  private int staleNacks;
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
   * Entries to be sent together. They stand for all of {@code [from, to)} of the stream: sequences
   * in a gap were left out, since the neighbour holds what they were.
   *
   * @param stream 1 or more
   * @param from where the interval begins
   * @param entries at least one; the last is numbered {@code to - 1}
   * @param gaps ascending; none between neighbours that never send each other the same
   */
  public record Batch<T>(long stream, long from, List<T> entries, List<Gap> gaps) {
    /** Copies the lists. */
    public Batch {
      entries = List.copyOf(entries);
      gaps = List.copyOf(gaps);
    }

    /** A batch without gaps. */
    public Batch(long stream, long from, List<T> entries) {
      this(stream, from, entries, List.of());
    }

    /** Where the interval ends. */
    public long to() {
      return sequence(entries.size() - 1) + 1;
    }

    /** The sequence of an entry. */
    public long sequence(int index) {
      long sequence = from + index;
      for (Gap gap : gaps) {
        sequence += gap.before() <= index ? gap.width() : 0;
      }
      return sequence;
    }
  }

  /**
   * Sequences that were left out.
   *
   * @param before index of the entry that follows
   * @param width how many, 1 or more
   */
  public record Gap(int before, long width) {}

  private record Entry<T>(
      long sequence, T payload, int sizeBytes, long appendedNanos, @Nullable Holders holders) {
    boolean isHeldBy(int slot) {
      return holders != null && holders.has(slot);
    }

    int release() {
      if (holders != null) {
        holders.released();
      }
      return sizeBytes;
    }
  }

  /** An empty buffer whose first stream is {@code firstStream}, 1 or more. */
  public DeltaBuffer(Limits limits, long firstStream) {
    this(limits, firstStream, Holders.NO_SLOT);
  }

  /** The same for a neighbour of a {@link DeltaRelay}, with its bit in {@link Holders}. */
  DeltaBuffer(Limits limits, long firstStream, int slot) {
    if (firstStream < 1) {
      throw new IllegalArgumentException("streams start at 1, not " + firstStream);
    }
    this.limits = limits;
    this.stream = firstStream;
    this.slot = slot;
  }

  /** The bit of this neighbour in {@link Holders}. */
  int slot() {
    return slot;
  }

  /** Sequence of the next entry to be appended. */
  long nextSequence() {
    return next;
  }

  /**
   * Keeps an entry for the neighbour and returns its sequence in the present stream. If a bound
   * would be passed, the claim is dropped first and the entry begins the new stream. An entry above
   * {@code maxBytes} by itself drops the claim, is not kept, and {@link #NOT_KEPT} is returned.
   */
  public long append(T entry, int sizeBytes, long nowNanos) {
    return append(entry, sizeBytes, nowNanos, null);
  }

  /** The same for an entry that goes to several neighbours, of whom some turn out to hold it. */
  long append(T entry, int sizeBytes, long nowNanos, @Nullable Holders holders) {
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
    unsent.addLast(new Entry<>(next, entry, sizeBytes, nowNanos, holders));
    if (holders != null) {
      holders.claimed();
    }
    pendingBytes += sizeBytes;
    return next++;
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
    List<T> batch = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    long to = sent;
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
      if (entry.sequence() > to) {
        gaps.add(new Gap(batch.size(), entry.sequence() - to));
      }
      batch.add(entry.payload());
      to = entry.sequence() + 1;
      leaveOut(unsent);
    }
    if (batch.isEmpty()) {
      return Optional.empty();
    }
    Batch<T> made = new Batch<>(stream, sent, batch, gaps);
    batchStarts.addLast(sent);
    sent = to;
    everSent = Math.max(everSent, sent);
    return Optional.of(made);
  }

  /**
   * Leaves out what the neighbour turned out to hold. Its sequences stay, so the receiver sees no
   * gap. Entries behind others that are still owed are left out when their turn comes.
   */
  void leaveOutHeld() {
    inFlightBytes -= leaveOut(inFlight);
    leaveOut(unsent);
  }

  private long leaveOut(Deque<Entry<T>> entries) {
    return release(entries, entry -> entry.isHeldBy(slot));
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
    goBack();
  }

  /** Forgets everything; the next stream begins at 0. */
  public void dropClaim() {
    inFlight.forEach(Entry::release);
    inFlight.clear();
    unsent.forEach(Entry::release);
    unsent.clear();
    batchStarts.clear();
    stream++;
    next = 0;
    sent = 0;
    acked = 0;
    everSent = 0;
    inFlightBytes = 0;
    pendingBytes = 0;
    nacked = false;
    staleNacks = 0;
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

  /** How many different keys the entries kept are of. Cost: linear in the entries. */
  public int pendingKeys(Function<T, ?> key) {
    Stream<Entry<T>> kept = Stream.concat(inFlight.stream(), unsent.stream());
    return (int) kept.map(entry -> key.apply(entry.payload())).distinct().count();
  }

  /** The present stream. */
  public long stream() {
    return stream;
  }

  /** The neighbour holds all entries of the present stream below this one. */
  public long acked() {
    return acked;
  }

  private void goBack() {
    while (!inFlight.isEmpty()) {
      unsent.addFirst(inFlight.removeLast());
    }
    inFlightBytes = 0;
    sent = acked;
    batchStarts.clear();
    leaveOut(unsent);
  }

  private void forgetBelow(long upTo) {
    inFlightBytes -= release(inFlight, entry -> entry.sequence() < upTo);
    release(unsent, entry -> entry.sequence() < upTo);
    acked = upTo;
    sent = Math.max(sent, upTo);
    leaveOutHeld();
    while (!batchStarts.isEmpty() && batchStarts.getFirst() < acked) {
      batchStarts.removeFirst();
    }
  }

  private long release(Deque<Entry<T>> entries, Predicate<Entry<T>> isDone) {
    long bytes = 0;
    while (!entries.isEmpty() && isDone.test(entries.getFirst())) {
      bytes += entries.removeFirst().release();
    }
    pendingBytes -= bytes;
    return bytes;
  }
}
