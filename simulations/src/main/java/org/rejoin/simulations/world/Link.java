package org.rejoin.simulations.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.LinkQuality;

/** What a directed link remembers of frames of one class. Frames are numbered from 1. */
final class Link {
  private static final double NANOS = 1e9;

  /** Frames on a link that is jammed, at most. */
  private static final int MAX_HELD = 20_000;

  final int from;
  final int to;
  final String trafficClass;
  final long entity;
  final LinkQuality quality;
  private final Deque<Held> held = new ArrayDeque<>();
  private long heldBytes;
  private long frames;
  private long freeNanos;
  private long lastNanos;
  private long lives;
  private boolean isBad;

  /** A frame that waits. */
  record Held(long number, byte[] frame, Network.Arrival arrival, long sinceNanos) {}

  Link(int from, int to, String trafficClass, long entity, LinkQuality quality) {
    this.from = from;
    this.to = to;
    this.trafficClass = trafficClass;
    this.entity = entity;
    this.quality = quality;
  }

  boolean isStream() {
    return quality.mode() == LinkQuality.Mode.STREAM;
  }

  long nextNumber() {
    return ++frames;
  }

  /** Whether the frame is lost, by itself or in a burst. */
  boolean loses(Draws draws, LinkQuality now, long number) {
    LinkQuality.Burst burst = now.burst();
    if (burst.toBad() > 0) {
      double turns = isBad ? burst.toGood() : burst.toBad();
      isBad ^= draws.happens(turns, Stream.BURST, entity, number);
      if (isBad && draws.happens(burst.loss(), Stream.BURST, ~entity, number)) {
        return true;
      }
    }
    return draws.happens(now.loss(), Stream.LOSS, entity, number);
  }

  /** When the frame has left its sender; -1 if there was no room for it behind others. */
  long departs(LinkQuality.Bandwidth bandwidth, int bytes, long nowNanos) {
    if (bandwidth.bytesPerSecond() == 0) {
      return nowNanos;
    }
    double nanosAByte = NANOS / bandwidth.bytesPerSecond();
    double waiting = Math.max(0, freeNanos - nowNanos) / nanosAByte;
    if (waiting > 0 && waiting + bytes > bandwidth.bufferBytes() && !bandwidth.blocks()) {
      return -1;
    }
    freeNanos = Math.max(nowNanos, freeNanos) + Math.round(bytes * nanosAByte);
    return freeNanos;
  }

  /** Until when a sender has to wait that a full buffer blocks. */
  long blocksUntil(LinkQuality.Bandwidth bandwidth) {
    if (bandwidth.bytesPerSecond() == 0 || !bandwidth.blocks()) {
      return 0;
    }
    return freeNanos - Math.round(bandwidth.bufferBytes() * NANOS / bandwidth.bytesPerSecond());
  }

  /** When a frame arrives that keeps its place behind those before it. */
  long inOrder(long nanos) {
    lastNanos = Math.max(nanos, lastNanos + 1);
    return lastNanos;
  }

  /** Lets a frame wait; false if too much waits. */
  boolean hold(Held frame) {
    int bytes = frame.frame.length;
    long room = quality.bandwidth().bufferBytes() - heldBytes;
    boolean isFull = isStream() && isHolding() && bytes > room;
    if (isFull || held.size() >= MAX_HELD) {
      return false;
    }
    heldBytes += bytes;
    held.addLast(frame);
    return true;
  }

  boolean isHolding() {
    return !held.isEmpty();
  }

  /** All that wait, in order; they wait no more. */
  List<Held> release() {
    List<Held> all = new ArrayList<>(held);
    held.clear();
    heldBytes = 0;
    return all;
  }

  /** Counts connections: what was sent over an earlier one does not arrive. */
  long lives() {
    return lives;
  }

  /** The connection ends, with all that is under way. */
  void breakDown() {
    lives++;
    lastNanos = 0;
    release().forEach(frame -> frame.arrival.lost("broken stream"));
  }
}
