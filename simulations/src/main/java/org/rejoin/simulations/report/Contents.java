package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.WriteBack;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.report.Row.Carried;

/**
 * What is in a frame.
 *
 * @param message name of its type
 */
record Contents(String message, List<Carried> parts) {
  private static final int MAX_PARTS = 32;

  /** Finds the operation of an update of the sender; -1 if it is of none. */
  interface Ops {
    long of(int machine, long sequence);
  }

  static Contents of(byte[] bytes, Ops ops) {
    Frame frame;
    try {
      frame = Frame.decode(bytes);
    } catch (MalformedBytesException e) {
      return new Contents("unreadable", List.of());
    }
    List<Carried> parts = new ArrayList<>();
    for (Entry entry : entries(frame.message())) {
      if (parts.size() < MAX_PARTS) {
        long op = entry.number() == 0 ? -1 : ops.of(frame.machine(), entry.number());
        parts.add(new Carried(entry.toString(), op));
      }
    }
    return new Contents(frame.message().getClass().getSimpleName(), parts);
  }

  private static List<Entry> entries(Message message) {
    if (message instanceof Deltas deltas) {
      return deltas.entries();
    }
    if (message instanceof Repair repair) {
      return repair.entries();
    }
    if (message instanceof ReadTell tell) {
      return tell.entries();
    }
    return message instanceof WriteBack back ? back.entries() : List.of();
  }
}
