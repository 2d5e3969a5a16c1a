package org.rejoin.cluster.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.antientropy.DeltaInbox;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.crdt.ReplicaId;

/** The receiving end of a {@link PeerLink}: what came, what of it was refused, what is on disk. */
final class Received {
  private final Frontiers frontiers;
  private final ReplicaId origin;
  private final DeltaInbox in = new DeltaInbox();
  private final TreeSet<Long> refused = new TreeSet<>();

  /**
   * Batches from the first that was joined and is not on disk, in the order of their arrival. The
   * sender's window bounds them, as none of them is acknowledged.
   */
  private final Deque<Unsynced> unsynced = new ArrayDeque<>();

  /** {@code onDisk}: it is, but not all before it. */
  private record Unsynced(long stream, long from, Deltas.Reach reach, boolean onDisk) {}

  Received(Frontiers frontiers, ReplicaId origin) {
    this.frontiers = frontiers;
    this.origin = origin;
  }

  /** What to do with a batch that has arrived. */
  DeltaInbox.Verdict offer(Deltas deltas) {
    return in.offer(deltas.stream(), deltas.from(), deltas.entries().size());
  }

  /**
   * Room for refused numbers of the present stream, after those below its base were forgotten. With
   * none left the stream halts until some are settled.
   */
  int roomForRefused(Deltas deltas) {
    if (deltas.stream() != in.stream()) {
      refused.clear();
    }
    refused.headSet(deltas.base()).clear();
    return Ack.MAX_REFUSED - refused.size();
  }

  /**
   * All below {@code upTo} was dealt with, and these of them were refused.
   *
   * @param isUnsynced whether some of it is not on disk yet: nothing from here on is acknowledged
   *     before {@link #synced}
   */
  void accepted(Deltas deltas, long upTo, List<Long> nowRefused, boolean isUnsynced) {
    long from = in.stream() == deltas.stream() ? in.expected() : 0;
    in.advance(deltas.stream(), upTo);
    refused.addAll(nowRefused);
    nowRefused.forEach(sequence -> frontiers.refused(origin, number(deltas, sequence)));
    boolean isAll = upTo == deltas.from() + deltas.entries().size();
    Deltas.Reach reach = isAll ? deltas.reach() : Deltas.Reach.NOTHING;
    if (isUnsynced || !unsynced.isEmpty()) {
      unsynced.addLast(new Unsynced(deltas.stream(), from, reach, !isUnsynced));
    } else {
      frontiers.streamed(origin, reach.since(), reach.whole());
    }
    frontiers.stable(origin, deltas.reach().stable());
  }

  private static long number(Deltas deltas, long sequence) {
    return deltas.entries().get((int) (sequence - deltas.from())).number();
  }

  /** The batch that waits longest is on disk. */
  void synced() {
    do {
      Deltas.Reach reach = unsynced.removeFirst().reach;
      frontiers.streamed(origin, reach.since(), reach.whole());
    } while (!unsynced.isEmpty() && unsynced.getFirst().onDisk);
  }

  /** Whether an acknowledgement would name refused numbers. */
  boolean hasRefused() {
    return !refused.isEmpty();
  }

  /** The same of this stream. */
  boolean hasRefusedOf(long stream) {
    return hasRefused() && stream == in.stream();
  }

  /** What can be acknowledged now. */
  Ack ack() {
    long upTo = in.expected();
    for (Unsynced batch : unsynced) {
      upTo = batch.stream == in.stream() && !batch.onDisk ? Math.min(upTo, batch.from) : upTo;
    }
    List<Long> named = List.copyOf(refused.headSet(upTo));
    return new Ack(in.stream(), upTo, named, frontiers.held(origin));
  }
}
