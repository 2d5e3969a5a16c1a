package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.rejoin.antientropy.DeltaBuffer.Batch;
import org.rejoin.antientropy.DeltaInbox.Verdict;
import org.rejoin.antientropy.DeltaInbox.Verdict.Kind;

/**
 * A sender, a receiver, and between them a channel that loses, repeats and reorders. Checks each
 * join against the entries as they were appended, and after the faults have ended that everything
 * came through or the claim was seen to be dropped.
 */
final class DeltaChannel {
  /** The receiver under test: the inbox, or a mutant of it. */
  interface Receiver {
    Verdict offer(long stream, long from, int count);

    void advance(long stream, long upTo);
  }

  /** The real one. */
  static final class Real implements Receiver {
    private final DeltaInbox inbox = new DeltaInbox();

    @Override
    public Verdict offer(long stream, long from, int count) {
      return inbox.offer(stream, from, count);
    }

    @Override
    public void advance(long stream, long upTo) {
      inbox.advance(stream, upTo);
    }
  }

  /** Mutant: takes whatever lies ahead. */
  static final class OverGaps implements Receiver {
    private long stream;
    private long expected;

    @Override
    public Verdict offer(long offered, long from, int count) {
      long next = offered > stream ? 0 : expected;
      if (offered < stream || from + count <= next) {
        return new Verdict(Kind.STALE_STREAM, 0, next);
      }
      return new Verdict(Kind.ACCEPT, (int) Math.max(0, next - from), next);
    }

    @Override
    public void advance(long advanced, long upTo) {
      stream = advanced;
      expected = upTo;
    }
  }

  /** Mutant: does not skip what it holds. */
  static final class Forgetful implements Receiver {
    private final DeltaInbox inbox = new DeltaInbox();

    @Override
    public Verdict offer(long stream, long from, int count) {
      Verdict verdict = inbox.offer(stream, from, count);
      return new Verdict(verdict.kind(), 0, verdict.expected());
    }

    @Override
    public void advance(long stream, long upTo) {
      inbox.advance(stream, upTo);
    }
  }

  private record Reply(boolean refusal, long stream, long upTo) {}

  private static final DeltaBuffer.Limits LIMITS = new DeltaBuffer.Limits(4000, 60, 5_000);

  private final Random random;
  private final Receiver receiver;
  private final DeltaBuffer<Integer> buffer = new DeltaBuffer<>(LIMITS, 1);
  private final List<Batch<Integer>> batches = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();

  /** What was appended to each stream, and how much of it was joined. */
  private final Map<Long, List<Integer>> appended = new HashMap<>();

  private final Map<Long, Integer> joined = new HashMap<>();
  private long joinedStream;
  private int nextEntry;
  private long now;
  private boolean sawDropped;
  private Optional<String> fault = Optional.empty();

  DeltaChannel(Random random, Receiver receiver) {
    this.random = random;
    this.receiver = receiver;
  }

  /** Runs {@code steps} with faults, then without; what went wrong, or empty. */
  Optional<String> run(int steps) {
    for (int i = 0; i < steps && fault.isEmpty(); i++) {
      faultyStep();
      checkBounds();
    }
    for (int round = 0; round < 1000 && fault.isEmpty() && !buffer.isEmpty(); round++) {
      quietRound();
      checkBounds();
    }
    return fault.or(this::checkEnd);
  }

  private void faultyStep() {
    now += random.nextInt(40);
    int dice = random.nextInt(100);
    if (dice < 35) {
      append();
    } else if (dice < 60) {
      send(1 + random.nextInt(500));
    } else if (dice < 85) {
      if (!batches.isEmpty()) {
        receive(pick(batches));
      }
      if (!replies.isEmpty() && random.nextBoolean()) {
        hear(pick(replies));
      }
    } else if (dice < 96) {
      if (!batches.isEmpty()) {
        batches.remove(random.nextInt(batches.size()));
      }
      if (!replies.isEmpty()) {
        replies.remove(random.nextInt(replies.size()));
      }
    } else if (dice < 99) {
      buffer.rewind();
    } else {
      buffer.expire(now);
    }
    sawDropped |= buffer.takeDropped();
  }

  /** Takes a message out, mostly in order; one in ten stays and comes again. */
  private <M> M pick(List<M> messages) {
    int index = random.nextInt(3) == 0 ? random.nextInt(messages.size()) : 0;
    return random.nextInt(10) == 0 ? messages.get(index) : messages.remove(index);
  }

  private void append() {
    int entry = nextEntry++;
    long sequence = buffer.append(entry, 1 + random.nextInt(120), now);
    List<Integer> entries = appended.computeIfAbsent(buffer.stream(), s -> new ArrayList<>());
    if (sequence != entries.size()) {
      fault = Optional.of("sequence " + sequence + " is not " + entries.size());
    }
    entries.add(entry);
  }

  private void send(int maxBytes) {
    buffer.nextBatch(maxBytes, 1500, now).ifPresent(batches::add);
  }

  private void receive(Batch<Integer> batch) {
    int count = batch.entries().size();
    Verdict verdict = receiver.offer(batch.stream(), batch.from(), count);
    if (verdict.kind() == Kind.ACCEPT) {
      for (int i = verdict.skip(); i < count; i++) {
        join(batch.stream(), batch.entries().get(i));
      }
      receiver.advance(batch.stream(), batch.from() + count);
      replies.add(new Reply(false, batch.stream(), batch.from() + count));
    } else if (verdict.kind() == Kind.DUPLICATE) {
      replies.add(new Reply(false, batch.stream(), verdict.expected()));
    } else if (verdict.kind() == Kind.GAP) {
      replies.add(new Reply(true, batch.stream(), verdict.expected()));
    }
  }

  private void join(long stream, int entry) {
    int index = joined.merge(stream, 1, Integer::sum) - 1;
    List<Integer> entries = appended.getOrDefault(stream, List.of());
    if (stream < joinedStream || index >= entries.size() || entries.get(index) != entry) {
      fault = Optional.of("joined " + entry + " as number " + index + " of stream " + stream);
    }
    joinedStream = stream;
  }

  private void hear(Reply reply) {
    if (reply.refusal()) {
      buffer.nack(reply.stream(), reply.upTo());
    } else {
      buffer.acknowledge(reply.stream(), reply.upTo());
    }
  }

  private void quietRound() {
    long before = buffer.acked();
    send(500);
    while (!batches.isEmpty()) {
      receive(batches.remove(0));
    }
    while (!replies.isEmpty()) {
      hear(replies.remove(0));
    }
    if (buffer.acked() == before) {
      // The timeout: also if entries wait for a window that lost messages fill.
      buffer.rewind();
    }
    sawDropped |= buffer.takeDropped();
  }

  private void checkBounds() {
    if (buffer.pendingBytes() > LIMITS.maxBytes()
        || buffer.pendingEntries() > LIMITS.maxEntries()) {
      fault = Optional.of(buffer.pendingBytes() + " bytes, " + buffer.pendingEntries());
    }
  }

  private Optional<String> checkEnd() {
    if (!buffer.isEmpty()) {
      return Optional.of(buffer.pendingEntries() + " entries never came through");
    }
    if (buffer.pendingBytes() != 0) {
      return Optional.of(buffer.pendingBytes() + " bytes of nothing");
    }
    long last = buffer.stream();
    if (last > 1 && !sawDropped) {
      return Optional.of("a claim was dropped in silence");
    }
    int owed = appended.getOrDefault(last, List.of()).size();
    int came = joined.getOrDefault(last, 0);
    return owed == came ? Optional.empty() : Optional.of("owed " + owed + ", came " + came);
  }

  /** Whether the run saw the claim dropped. */
  boolean hasDropped() {
    return sawDropped;
  }

  /** How many entries were joined in all. */
  int joinedEntries() {
    return joined.values().stream().mapToInt(Integer::intValue).sum();
  }
}
