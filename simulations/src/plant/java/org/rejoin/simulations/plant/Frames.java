package org.rejoin.simulations.plant;

import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Looks into frames. */
final class Frames {
  private Frames() {}

  /** The frame that an input brings; null if it brings none, or a damaged one. */
  static @Nullable Frame read(Input input) {
    if (input instanceof Input.Frame arrived) {
      try {
        return Frame.decode(arrived.bytes());
      } catch (MalformedBytesException e) {
        return null;
      }
    }
    return null;
  }

  /** The same frame from the same sender with another message. */
  static Input with(Input.Frame arrived, Frame frame, Message message) {
    Frame changed = new Frame(frame.machine(), frame.between(), message);
    return new Input.Frame(arrived.from(), changed.encode());
  }
}
