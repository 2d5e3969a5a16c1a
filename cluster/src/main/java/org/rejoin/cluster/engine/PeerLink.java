package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.antientropy.NackOutcome;
import org.rejoin.antientropy.RepairEstimate;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Nack;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The delta streams between one group here and the same group at one incarnation of a peer, in both
 * directions: section 4 of {@code docs/protocol.md}.
 */
final class PeerLink {
  private static final int MAX_BACKOFF = 10;
  private static final Duration HASTY = Duration.ofMillis(1);

  /** So much is owed to a peer out of reach before it is weighed, and then at each doubling. */
  private static final long WEIGH_AT_BYTES = 1024;

  private final Turn turn;
  private final HybridClock clock;
  private final PartSizes parts;
  private final Frontiers frontiers;
  private final Consumer<PeerLink> isBusy;
  private final DeltaBuffer<Entry> out;
  private final Received received;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** All updates above this number are in the present stream, whole. */
  private long since;

  private long heldThere;

  private Peer peer;

  /**
   * What an {@link Ack} settled: a refusal of a gap acknowledges too, but names no refused ones.
   */
  private long settledStream;

  private long settled;
  private boolean ackOwed;
  private int backoff = 1;
  private long weighAtBytes = WEIGH_AT_BYTES;
  private Alarms.@Nullable Alarm retransmit;

  /** An entry whose acknowledgement a write waits for. */
  private record Waiting(long stream, long sequence, Entry entry, PendingWrite write) {}

  /** {@code isBusy} is told when it may no longer be idle. */
  PeerLink(
      Turn turn,
      HybridClock clock,
      PartSizes parts,
      Frontiers frontiers,
      Peer peer,
      long firstStream,
      Consumer<PeerLink> isBusy) {
    this.turn = turn;
    this.clock = clock;
    this.parts = parts;
    this.frontiers = frontiers;
    this.since = frontiers.made();
    this.received = new Received(frontiers, peer.replica());
    this.isBusy = isBusy;
    this.peer = peer;
    this.out = new DeltaBuffer<>(turn.config().limits().buffer(), firstStream);
  }

  Peer peer() {
    return peer;
  }

  long pendingBytes() {
    return out.pendingBytes();
  }

  /** The peer holds all updates up to this number that were made here. */
  long heldThere() {
    return heldThere;
  }

  /** What came from the peer. */
  Received received() {
    return received;
  }

  /** Whether nothing is owed, by neither side. */
  boolean isIdle() {
    return !ackOwed && out.isEmpty();
  }

  /** Whether a flush would send something now. */
  boolean isFlushNeeded() {
    return ackOwed || (peer.reachable() && out.hasUnsent());
  }

  /** Takes in what membership says now; a peer that is back gets at once what it is owed. */
  void update(Peer now) {
    boolean isBack = now.reachable() && !peer.reachable();
    peer = now;
    if (isBack) {
      backoff = 1;
      weigh();
      out.rewind();
      flush(false);
    }
  }

  /** The link ends: its peer left. */
  void close() {
    if (retransmit != null) {
      turn.cancel(retransmit);
    }
    waiting.forEach(w -> w.write().gone(peer.endpoint()));
  }

  void append(Entry entry) {
    if (!out.isEmpty() && turn.fires(Buggify.Point.DROP_CLAIM)) {
      out.dropClaim();
    }
    out.append(entry, entry.sizeBytes() + entry.tableBytes(), turn.nanos());
    isBusy.accept(this);
    reportDrop(0);
    if (!peer.reachable() && out.pendingBytes() >= weighAtBytes) {
      weigh();
      weighAtBytes = Math.max(WEIGH_AT_BYTES, 2 * out.pendingBytes());
    }
  }

  /** Appends, and tells {@code write} when the peer has acknowledged. */
  void append(Entry entry, PendingWrite write) {
    await(entry, write);
    reportDrop(0);
  }

  private void await(Entry entry, PendingWrite write) {
    long sequence = out.append(entry, entry.sizeBytes() + entry.tableBytes(), turn.nanos());
    isBusy.accept(this);
    if (sequence != DeltaBuffer.NOT_KEPT) {
      waiting.addLast(new Waiting(out.stream(), sequence, entry, write));
    }
  }

  /** Forgets what is too old; called now and then. */
  void expire() {
    out.expire(turn.nanos());
    reportDrop(0);
  }

  /** Sends what the window allows, if the peer is reachable. */
  void flush(boolean atOnce) {
    if (!peer.reachable()) {
      return;
    }
    EngineConfig.Limits limits = turn.config().limits();
    int most = limits.frameBytes() - Frame.OVERHEAD_BYTES - Deltas.OVERHEAD_BYTES;
    int batchBytes = turn.fires(Buggify.Point.BATCH_OF_ONE) ? 1 : most;
    long windowBytes = turn.fires(Buggify.Point.TINY_WINDOW) ? 1 : limits.windowBytes();
    while (true) {
      Optional<DeltaBuffer.Batch<Entry>> next =
          out.nextBatch(batchBytes, windowBytes, turn.nanos());
      if (next.isEmpty()) {
        break;
      }
      DeltaBuffer.Batch<Entry> batch = next.get();
      Optional<Ack> ack =
          ackOwed && !received.hasRefused() ? Optional.of(takeAck()) : Optional.empty();
      turn.send(
          peer,
          Traffic.DELTA,
          new Deltas(
              batch.stream(),
              base(batch),
              batch.from(),
              atOnce,
              clock.now(),
              ack,
              reach(batch),
              batch.entries()));
    }
    if (reportDrop(0) && out.hasUnsent()) {
      flush(atOnce);
      return;
    }
    if (retransmit == null && out.isAwaitingAck()) {
      armRetransmit();
    }
  }

  /** An update whose last part may still have to be sent is not whole. */
  private Deltas.Reach reach(DeltaBuffer.Batch<Entry> batch) {
    long sent = batch.entries().get(batch.entries().size() - 1).number();
    long whole = Math.max(since, out.hasUnsent() ? sent - 1 : frontiers.made());
    return new Deltas.Reach(since, whole, frontiers.ownStable());
  }

  private long base(DeltaBuffer.Batch<Entry> batch) {
    return settledStream == batch.stream() ? settled : 0;
  }

  /** Sends the acknowledgement that is owed, if one is. */
  void sendAck() {
    if (ackOwed) {
      Ack ack = takeAck();
      if (!turn.fires(Buggify.Point.DROP_ACK)) {
        turn.send(peer, Traffic.CONTROL, ack);
      }
    }
  }

  /** The accepted batch is to be acknowledged. */
  void oweAck() {
    ackOwed = true;
    isBusy.accept(this);
  }

  /** The peer repeats what is held: the acknowledgement was lost. */
  void repeatAck() {
    oweAck();
    sendAck();
  }

  /** All below {@code expected} is acknowledged by that, so what was refused of it comes first. */
  void refuseGap(Deltas deltas, long expected) {
    if (received.hasRefusedOf(deltas.stream())) {
      oweAck();
      sendAck();
    }
    turn.trace(new TraceEvent.GapRefused(peer.endpoint(), expected, deltas.from()));
    turn.send(peer, Traffic.CONTROL, new Nack(deltas.stream(), expected));
  }

  /** The peer holds all up to this number of what was made here; more than that is not believed. */
  void holds(long number) {
    if (number <= frontiers.made()) {
      heldThere = Math.max(heldThere, number);
    }
  }

  /** Before anything changes: refuses what nobody can have. */
  void expectPossible(Ack ack) {
    if (ack.held() < 0 || ack.held() > frontiers.made()) {
      throw new MalformedBytesException(
          "holds updates up to " + ack.held() + " of " + frontiers.made());
    }
  }

  /** The peer acknowledged; true if that may have opened the window. */
  boolean onAck(Ack ack) {
    holds(ack.held());
    long before = out.acked();
    if (!out.acknowledge(ack.stream(), ack.upTo())) {
      return false;
    }
    settled = settledStream == ack.stream() ? Math.max(settled, ack.upTo()) : ack.upTo();
    settledStream = ack.stream();
    while (!waiting.isEmpty() && isSettled(waiting.getFirst(), ack)) {
      Waiting done = waiting.removeFirst();
      if (done.stream() == ack.stream()) {
        boolean isRefused = ack.refused().contains(done.sequence());
        done.write().acknowledged(peer.endpoint(), isRefused);
      }
    }
    if (out.acked() > before) {
      backoff = 1;
      disarmRetransmit();
      if (out.isAwaitingAck()) {
        armRetransmit();
      }
    }
    return true;
  }

  /**
   * The peer met a gap; true if something is to be sent again. One that expects the very beginning
   * of a stream it had acknowledged has forgotten it: then the claim is dropped too.
   */
  boolean onNack(Nack nack) {
    int entries = out.pendingEntries();
    if (nack.stream() == out.stream() && nack.expected() == 0 && out.acked() > 0) {
      out.dropClaim();
      reportDrop(entries);
      return true;
    }
    NackOutcome outcome = out.nack(nack.stream(), nack.expected());
    reportDrop(entries);
    return outcome != NackOutcome.IGNORED;
  }

  private static boolean isSettled(Waiting first, Ack ack) {
    return first.stream() != ack.stream() || first.sequence() < ack.upTo();
  }

  private Ack takeAck() {
    ackOwed = false;
    return received.ack();
  }

  private void armRetransmit() {
    Duration wait = turn.config().intervals().retransmit().multipliedBy(backoff);
    boolean isHasty = turn.fires(Buggify.Point.HASTY_RETRANSMIT);
    retransmit = turn.after(isHasty ? HASTY : wait, this::retransmit);
  }

  private void disarmRetransmit() {
    if (retransmit != null) {
      turn.cancel(retransmit);
      retransmit = null;
    }
  }

  private void retransmit() {
    retransmit = null;
    if (out.isAwaitingAck() && peer.reachable()) {
      backoff = Math.min(MAX_BACKOFF, backoff * 2);
      turn.trace(new TraceEvent.Retransmitted(peer.endpoint(), out.pendingEntries()));
      weigh();
      out.rewind();
      flush(true);
    }
  }

  /**
   * What a peer that does not acknowledge is owed is left to anti-entropy if that sends less: many
   * deltas of few keys. Not while a write waits for it, as only this stream tells that it came.
   */
  private void weigh() {
    boolean isWaitedFor = waiting.stream().anyMatch(w -> w.write().isWaitingFor(peer.endpoint()));
    if (isWaitedFor || out.isEmpty() || turn.fires(Buggify.Point.KEEP_CLAIM)) {
      return;
    }
    int entries = out.pendingEntries();
    if (new RepairEstimate(out.pendingKeys(Entry::toString), parts.meanBytes()).drop(out)) {
      reportDrop(entries);
    }
  }

  /**
   * If the claim was dropped: says so, and claims anew what writes wait for, since they need this
   * stream's acknowledgement and not anti-entropy's silence. True if it was dropped; what was
   * claimed anew then waits for a flush.
   */
  private boolean reportDrop(int entries) {
    if (!out.takeDropped()) {
      return false;
    }
    since = frontiers.made();
    turn.trace(new TraceEvent.ClaimDropped(peer.endpoint(), entries));
    turn.tell(Machine.COORDINATOR, new Note.RepairNeeded(peer.endpoint()));
    List<Waiting> again = new ArrayList<>(waiting);
    waiting.removeIf(w -> w.stream() != out.stream());
    again.removeAll(waiting);
    for (Waiting w : again) {
      if (w.write().isWaitingFor(peer.endpoint())) {
        await(w.entry(), w.write());
      }
    }
    out.takeDropped();
    return true;
  }
}
