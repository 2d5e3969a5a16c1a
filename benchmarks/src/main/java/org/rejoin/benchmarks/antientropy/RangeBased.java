package org.rejoin.benchmarks.antientropy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The shape of range-based set reconciliation: Meyer, <i>Range-Based Set Reconciliation</i>, SRDS
 * 2023, with the messages of the negentropy protocol, version 1. Items are sorted by time, then id,
 * and kept so that any run has a fingerprint of 16 bytes; a run whose fingerprints differ is split
 * into 16 as large as each other, and one of fewer than 32 items is listed. It knows items, not
 * keys: each side sends what the other lacks, an older version of a key too.
 */
final class RangeBased implements Shape {
  private static final int BUCKETS = 16;
  private static final int LIST_BELOW = 2 * BUCKETS;
  private static final int FINGERPRINT_BYTES = 16;
  private static final int VARINT_BITS = 7;

  /** When the first key was created, in milliseconds; then one a millisecond. */
  private static final long FIRST_MILLIS = 1_700_000_000_000L;

  private final Items items;
  private final int[] order;
  private final IntToLongFunction time;
  private final RunSums mine;
  private final RunSums theirs;
  private final BitSet named = new BitSet();
  private long messageBytes;
  private long pushed;
  private long pushedBytes;
  private long pulled;

  /** A run of positions: listed, or as a fingerprint. */
  private record Part(int from, int to, boolean isList) {}

  private RangeBased(Items items, int[] order, IntToLongFunction time) {
    this.items = items;
    this.order = order;
    this.time = time;
    this.mine = new RunSums(items.mine(), order);
    this.theirs = new RunSums(items.theirs(), order);
  }

  /** Sorted by the time of creation of the keys. */
  static RangeBased byTime(Items items) {
    int[] order = new int[items.keys().size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return new RangeBased(items, order, position -> FIRST_MILLIS + position);
  }

  /** Sorted by times of 64 bits that are drawn, as in the published figures. */
  static RangeBased byHash(Items items) {
    int[] order = items.keys().byHash();
    return new RangeBased(items, order, position -> items.keys().hash(order[position]));
  }

  /** Bytes of all messages until both sides knew what differs, without frames. */
  long messageBytes() {
    return messageBytes;
  }

  @Override
  public BitSet reconcile(Wire wire) {
    List<Part> question = new ArrayList<>();
    split(mine, 0, order.length, question);
    while (!question.isEmpty()) {
      wire.ask(bytes(mine, question));
      List<Part> answer = new ArrayList<>();
      for (Part part : question) {
        if (part.isList) {
          answer.add(part);
        } else if (!mine.agrees(theirs, part.from, part.to)) {
          split(theirs, part.from, part.to, answer);
        }
      }
      wire.tell(bytes(theirs, answer));
      question = new ArrayList<>();
      for (Part part : answer) {
        if (part.isList) {
          compare(part.from, part.to);
        } else if (!mine.agrees(theirs, part.from, part.to)) {
          split(mine, part.from, part.to, question);
        }
      }
    }
    wire.mend(pushed * items.entryBytes(), pushedBytes);
    wire.mend(pulled * items.itemBytes(), 0);
    wire.mend(pulled * items.entryBytes(), pulled * items.theirValueBytes());
    return named;
  }

  /** Adds the parts of a run, as the side that holds {@code own} cuts it. */
  private static void split(RunSums own, int from, int to, List<Part> parts) {
    int count = own.count(from, to);
    if (count < LIST_BELOW) {
      parts.add(new Part(from, to, true));
      return;
    }
    int begin = from;
    int rank = 0;
    for (int i = 0; i < BUCKETS; i++) {
      rank += count / BUCKETS + (i < count % BUCKETS ? 1 : 0);
      int end = rank == count ? to : own.position(from, rank);
      parts.add(new Part(begin, end, false));
      begin = end;
    }
  }

  private void compare(int from, int to) {
    for (int i = from; i < to; i++) {
      int number = order[i];
      if (!items.mine().agrees(items.theirs(), number)) {
        named.set(number);
        if (items.mine().holds(number)) {
          pushed++;
          pushedBytes += items.myValueBytes(number);
        }
        pulled += items.theirs().holds(number) ? 1 : 0;
      }
    }
  }

  /** Bytes of a message: version, and for each part its upper bound, mode and content. */
  private long bytes(RunSums own, List<Part> parts) {
    long bytes = 1;
    long last = 0;
    int covered = 0;
    for (Part part : parts) {
      if (part.from > covered) {
        bytes += boundBytes(part.from, last) + 1;
        last = time.applyAsLong(part.from);
      }
      bytes += boundBytes(part.to, last) + 1;
      last = part.to == order.length ? last : time.applyAsLong(part.to);
      int count = own.count(part.from, part.to);
      bytes +=
          part.isList ? varintBytes(count) + (long) count * items.itemBytes() : FINGERPRINT_BYTES;
      covered = part.to;
    }
    messageBytes += bytes;
    return bytes;
  }

  /** Of a time as the distance to the last one, and of an id that need not be named. */
  private long boundBytes(int position, long last) {
    boolean isEnd = position == order.length;
    return 1L + (isEnd ? 1 : varintBytes(time.applyAsLong(position) - last + 1));
  }

  private static int varintBytes(long value) {
    int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
    return (bits + VARINT_BITS - 1) / VARINT_BITS;
  }
}
