package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.WriteBack;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Makes one entry of a frame malformed: the frame and its other entries are as they were. */
final class EntryDamage {
  private EntryDamage() {}

  /**
   * The frame with one entry's state cut short; empty if it carries no entries.
   *
   * @param random any bits: which entry, and how short
   */
  static Optional<byte[]> shorten(byte[] bytes, long random) {
    Frame frame;
    try {
      frame = Frame.decode(bytes);
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
    return altered(frame.message(), entries -> shortened(entries, random))
        .map(m -> new Frame(frame.machine(), frame.between(), m).encode());
  }

  private static Optional<Message> altered(Message message, UnaryOperator<List<Entry>> how) {
    if (message instanceof Deltas d && !d.entries().isEmpty()) {
      return Optional.of(d.with(how.apply(d.entries())));
    }
    if (message instanceof Repair r && !r.entries().isEmpty()) {
      return Optional.of(new Repair(r.clock(), how.apply(r.entries())));
    }
    if (message instanceof WriteBack w && !w.entries().isEmpty()) {
      return Optional.of(new WriteBack(w.operation(), w.part(), w.clock(), how.apply(w.entries())));
    }
    if (message instanceof ReadTell t && !t.entries().isEmpty()) {
      List<Entry> entries = how.apply(t.entries());
      return Optional.of(
          new ReadTell(
              t.operation(), t.part(), t.last(), t.refused(), t.seen(), t.clock(), entries));
    }
    return Optional.empty();
  }

  private static List<Entry> shortened(List<Entry> entries, long random) {
    List<Entry> altered = new ArrayList<>(entries);
    int index = (int) Long.remainderUnsigned(random, entries.size());
    Entry e = entries.get(index);
    int length = (int) Long.remainderUnsigned(random >>> 20, Math.max(1, e.state().length));
    byte[] state = Arrays.copyOf(e.state(), length);
    altered.set(
        index,
        new Entry(e.keyspace(), e.type(), e.id(), e.number(), e.epoch(), state, e.deleted()));
    return altered;
  }
}
