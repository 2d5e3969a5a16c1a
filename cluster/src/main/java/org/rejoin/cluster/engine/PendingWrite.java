package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;

/** A write that waits for its level. Replies once, then ignores what follows. */
final class PendingWrite {
  private final Turn turn;
  private final long op;
  private final int needed;
  private final Runnable onEnd;
  private final TreeSet<String> held;

  /** Entries that a peer has not acknowledged yet. */
  private final Map<Endpoint, Integer> open = new TreeMap<>();

  private final Map<Endpoint, String> nodes = new TreeMap<>();
  private final TreeSet<String> missing = new TreeSet<>();
  private final Alarms.Alarm deadline;
  private boolean awaitsDisk;
  private boolean ended;

  PendingWrite(Turn turn, long op, Write write, Quorum quorum, int entries, Runnable onEnd) {
    this.turn = turn;
    this.op = op;
    this.needed = quorum.needed();
    this.onEnd = onEnd;
    this.held = quorum.initially(turn.config());
    for (Peer peer : quorum.targets()) {
      open.put(peer.endpoint(), entries);
      nodes.put(peer.endpoint(), peer.node());
    }
    this.deadline = turn.after(write.timeout(), this::expire);
  }

  /** This node does not count before its disk has it: {@link #heldHere} or {@link #lostHere}. */
  void awaitDisk() {
    awaitsDisk = held.remove(turn.config().node());
  }

  /** It is on this node's disk. */
  void heldHere() {
    if (awaitsDisk) {
      awaitsDisk = false;
      held.add(turn.config().node());
      check();
    }
  }

  /** It will not be on this node's disk. */
  void lostHere() {
    if (awaitsDisk) {
      awaitsDisk = false;
      missing.add(turn.config().node());
      check();
    }
  }

  /** A peer acknowledged one entry. */
  void acknowledged(Endpoint peer, boolean refused) {
    Integer left = open.get(peer);
    if (ended || left == null) {
      return;
    }
    if (refused) {
      open.remove(peer);
      missing.add(nodes.getOrDefault(peer, ""));
    } else if (left > 1) {
      open.put(peer, left - 1);
    } else {
      open.remove(peer);
      held.add(nodes.getOrDefault(peer, ""));
    }
    check();
  }

  /** A peer left; what it has not acknowledged it never will. */
  void gone(Endpoint peer) {
    if (!ended && open.remove(peer) != null) {
      missing.add(nodes.getOrDefault(peer, ""));
      check();
    }
  }

  boolean isWaitingFor(Endpoint peer) {
    return !ended && open.containsKey(peer);
  }

  void check() {
    if (ended) {
      return;
    }
    missing.removeAll(held);
    if (held.size() >= needed) {
      end(new WriteResult.Acked(List.copyOf(held)));
    } else if (open.isEmpty() && !awaitsDisk) {
      end(new WriteResult.Partial(List.copyOf(held), List.copyOf(missing)));
    }
  }

  private void expire() {
    TreeSet<String> pending = new TreeSet<>(missing);
    open.keySet().forEach(peer -> pending.add(nodes.getOrDefault(peer, "")));
    if (awaitsDisk) {
      pending.add(turn.config().node());
    }
    pending.removeAll(held);
    end(new WriteResult.Unknown(List.copyOf(held), List.copyOf(pending)));
  }

  private void end(WriteResult result) {
    if (!ended) {
      ended = true;
      turn.cancel(deadline);
      turn.reply(op, result);
      onEnd.run();
    }
  }
}
