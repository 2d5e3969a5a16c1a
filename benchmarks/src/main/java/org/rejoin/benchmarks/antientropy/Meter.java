package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.cluster.engine.wire.Repair;

/** Counts what comparisons send, at the frame boundary. */
final class Meter {
  private final Map<MessageType, Integer> frames = new TreeMap<>();
  private long metadataBytes;
  private long repairedBytes;
  private long helloNanos = -1;
  private long namedNanos = -1;
  private boolean isByGroup;
  private boolean isSettled;
  private long beganNanos;
  private long nanos;
  private int exchanges;
  private int found;
  private final BitSet named = new BitSet();

  void count(Effect.Send send, long nowNanos) {
    Message message = Frame.decode(send.frame()).message();
    if (message.type() == MessageType.GREET) {
      return;
    }
    frames.merge(message.type(), 1, Integer::sum);
    isByGroup |= message.type() == MessageType.PULL && send.machine() != Machine.COORDINATOR;
    long values = 0;
    if (message instanceof Repair repair) {
      values = repair.entries().stream().map(Entry::state).mapToLong(state -> state.length).sum();
    }
    repairedBytes += values;
    metadataBytes += send.frame().length - values;
    if (message.type() == MessageType.HELLO && helloNanos < 0) {
      helloNanos = nowNanos;
      beganNanos = System.nanoTime();
    } else if (isAnswer(message.type())) {
      namedNanos = nowNanos;
    }
  }

  private static boolean isAnswer(MessageType type) {
    return type == MessageType.HELLO_ACK
        || type == MessageType.SYMBOL_TELL
        || type == MessageType.RANGE_TELL;
  }

  void ended(TraceEvent.ExchangeEnded ended) {
    exchanges++;
    found += ended.differing();
  }

  /** A key was joined, or was found to be corrupt. */
  void named(KeyRef key) {
    named.set(Keyring.number(key.id()));
  }

  /** All bytes of frames but the values that were repaired. */
  long metadataBytes() {
    return metadataBytes;
  }

  /** Bytes of the values that were repaired. */
  long repairedBytes() {
    return repairedBytes;
  }

  /** From the hello to the last answer that named differing keys. */
  long roundTrips() {
    long half = StorePair.ROUND_TRIP_NANOS / 2;
    return (namedNanos - helloNanos + half) / StorePair.ROUND_TRIP_NANOS;
  }

  /** The stores have become equal. */
  void settled() {
    isSettled = true;
    nanos = System.nanoTime() - beganNanos;
  }

  boolean isSettled() {
    return isSettled;
  }

  /** From the hello until both were equal, as this machine's clock tells. */
  long nanos() {
    return nanos;
  }

  /** Numbers of the keys that were joined, or found to be corrupt. */
  BitSet named() {
    return named;
  }

  int exchanges() {
    return exchanges;
  }

  /** Keys that were named as differing. */
  int found() {
    return found;
  }

  /** How what differs was found: the last means that was needed. */
  String tier() {
    if (frames.containsKey(MessageType.RANGE_ASK)) {
      return "ranges";
    }
    if (isByGroup) {
      return "group sketches";
    }
    return frames.containsKey(MessageType.PULL) ? "sketch" : "first symbols";
  }
}
