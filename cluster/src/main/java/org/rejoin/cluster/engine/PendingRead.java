package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.cluster.engine.wire.WriteBack;
import org.rejoin.cluster.engine.wire.WriteBackAck;
import org.rejoin.crdt.Editable;

/**
 * A read that collects from peers. Their parts are joined into the table as they come; once enough
 * have answered, what the table holds is the join. A majority read then writes back to those that
 * answered and lack something, until a majority holds the join.
 */
final class PendingRead<S extends Editable<S, E>, E> {
  private static final int MAX_BACKOFF = 10;

  private final Turn turn;
  private final HybridClock clock;
  private final Family<S, E> family;
  private final Input.Fetch<S, E> fetch;
  private final int needed;
  private final Runnable onEnd;
  private final TreeSet<String> answered;
  private final TreeSet<String> holders;
  private final Map<Endpoint, Asked> asked = new TreeMap<>();
  private final Alarms.Alarm deadline;
  private Alarms.@Nullable Alarm retry;
  private @Nullable KeyState<S> result;
  private int backoff = 1;
  private boolean awaitsDisk;
  private boolean ended;

  /** One peer's part in this read. */
  private static final class Asked {
    final Peer peer;
    final TreeSet<Integer> parts = new TreeSet<>();
    int last = -1;
    Seen seen = Seen.NOTHING;
    boolean hasSaid;
    List<WriteBack> writeBack = List.of();
    final TreeSet<Integer> open = new TreeSet<>();

    Asked(Peer peer) {
      this.peer = peer;
    }

    boolean complete;

    boolean isComplete() {
      return complete;
    }

    /** Whether all parts of one answer came; those of several answers do not add up. */
    boolean hasAllParts() {
      return last >= 0 && parts.headSet(last, true).size() == last + 1;
    }

    void askAgain() {
      parts.clear();
      last = -1;
    }
  }

  PendingRead(
      Turn turn,
      HybridClock clock,
      Family<S, E> family,
      Input.Fetch<S, E> fetch,
      Quorum quorum,
      Runnable onEnd) {
    this.turn = turn;
    this.clock = clock;
    this.family = family;
    this.fetch = fetch;
    this.needed = quorum.needed();
    this.onEnd = onEnd;
    this.answered = quorum.initially(turn.config());
    this.holders = quorum.initially(turn.config());
    quorum.targets().forEach(peer -> asked.put(peer.endpoint(), new Asked(peer)));
    this.deadline = turn.after(fetch.read().timeout(), this::expire);
  }

  /** Answers from here if that is enough, else asks. */
  void begin() {
    check();
    ask();
  }

  /** Asks all who have not answered, and again until they have or the deadline passes. */
  private void ask() {
    if (ended) {
      return;
    }
    Seen seen = family.seen(fetch.key());
    for (Asked one : List.copyOf(asked.values())) {
      if (result != null) {
        sendWriteBack(one);
      } else if (!one.isComplete()) {
        one.askAgain();
        turn.send(
            one.peer,
            Traffic.CONTROL,
            new ReadAsk(fetch.op(), fetch.spec().name(), family.tag(), fetch.key().id(), seen));
      }
    }
    retry = turn.after(turn.config().intervals().retransmit().multipliedBy(backoff), this::ask);
    backoff = Math.min(MAX_BACKOFF, backoff * 2);
  }

  /** Refuses a part whose summary cannot be read, before anything of it is used. */
  void expectReadable(ReadTell tell) {
    family.expectReadable(tell.seen());
  }

  /** A part came; its entries have been joined. */
  void told(Endpoint from, ReadTell tell) {
    Asked one = asked.get(from);
    if (ended || one == null || result != null) {
      return;
    }
    if (tell.refused()) {
      gone(from);
      return;
    }
    one.parts.add(tell.part());
    if (tell.last()) {
      one.last = tell.part();
      one.seen = tell.seen();
      one.hasSaid = true;
    }
    if (!one.isComplete() && hasAllOf(one)) {
      one.complete = true;
      answered.add(one.peer.node());
      check();
    }
  }

  /**
   * Whether this node has what the peer had when it answered. Epoch and summary say so; parts are
   * counted only where there is no summary: asked again, a peer cuts what is still missing into
   * other parts.
   */
  private boolean hasAllOf(Asked one) {
    return one.hasSaid
        && (family.compare(fetch.key(), one.seen).covers()
            || (!one.seen.hasSummary() && one.hasAllParts()));
  }

  /** A peer left, or refuses. */
  void gone(Endpoint peer) {
    if (!ended && asked.remove(peer) != null) {
      checkPossible(peer + " left or refused");
    }
  }

  private void checkPossible(String why) {
    TreeSet<String> possible = new TreeSet<>(result == null ? answered : holders);
    asked.values().forEach(one -> possible.add(one.peer.node()));
    if (awaitsDisk) {
      possible.add(turn.config().node());
    }
    if (possible.size() < needed) {
      end(new ReadResult.Unavailable<>(why + "; too few remain"));
    }
  }

  private void check() {
    if (ended || result != null || answered.size() < needed) {
      return;
    }
    result = family.state(fetch.key());
    if (fetch.read().level().kind() != Level.Kind.MAJORITY || result.isNothing()) {
      finish();
      return;
    }
    awaitsDisk = holders.remove(turn.config().node());
    for (Asked one : List.copyOf(asked.values())) {
      if (one.isComplete()) {
        writeBack(one);
      } else {
        asked.remove(one.peer.endpoint());
      }
    }
    if (awaitsDisk) {
      family.awaitHeld(fetch.key(), this::heldHere, this::lostHere);
    }
    finishIfHeld();
  }

  private void heldHere() {
    awaitsDisk = false;
    holders.add(turn.config().node());
    finishIfHeld();
  }

  private void lostHere() {
    awaitsDisk = false;
    checkPossible("the disk of " + turn.config().node() + " has failed");
  }

  /** A part of a write-back was answered. */
  void writtenBack(Endpoint from, WriteBackAck ack) {
    Asked one = asked.get(from);
    if (ended || one == null || result == null) {
      return;
    }
    if (!ack.held()) {
      gone(from);
    } else if (one.open.remove(ack.part()) && one.open.isEmpty()) {
      holders.add(one.peer.node());
      finishIfHeld();
    }
  }

  private void writeBack(Asked one) {
    Optional<KeyState<S>> missing = family.compare(fetch.key(), one.seen).missing();
    if (missing.isPresent()) {
      prepareWriteBack(one, missing.get());
      sendWriteBack(one);
    } else {
      holders.add(one.peer.node());
    }
  }

  private void prepareWriteBack(Asked one, KeyState<S> missing) {
    int maxBytes = FrameBudget.stateBytes(turn.config(), family, fetch.key());
    List<WriteBack> parts = new ArrayList<>();
    for (List<Entry> frame :
        Packer.pack(
            family.entries(fetch.key(), missing, 0, maxBytes),
            FrameBudget.entryBytes(turn.config()))) {
      one.open.add(parts.size());
      parts.add(new WriteBack(fetch.op(), parts.size(), clock.now(), frame));
    }
    one.writeBack = parts;
  }

  private void sendWriteBack(Asked one) {
    for (int part : new ArrayList<>(one.open)) {
      turn.send(one.peer, Traffic.REPAIR, one.writeBack.get(part));
    }
  }

  private void finishIfHeld() {
    if (holders.size() >= needed) {
      finish();
    }
  }

  private void finish() {
    KeyState<S> state = result == null ? family.state(fetch.key()) : result;
    S value = state.value();
    end(
        value.isBottom()
            ? new ReadResult.Absent<>(state.epoch(), List.copyOf(answered))
            : new ReadResult.Found<>(value, state.epoch(), List.copyOf(answered)));
  }

  private void expire() {
    TreeSet<String> pending = new TreeSet<>();
    asked.values().forEach(one -> pending.add(one.peer.node()));
    pending.removeAll(result == null ? answered : holders);
    end(new ReadResult.Unknown<>(List.copyOf(answered), List.copyOf(pending)));
  }

  private void end(ReadResult<S> outcome) {
    if (!ended) {
      ended = true;
      turn.cancel(deadline);
      if (retry != null) {
        turn.cancel(retry);
      }
      onEnd.run();
      turn.reply(fetch.op(), outcome);
    }
  }
}
