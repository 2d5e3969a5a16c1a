package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Everything below {@code upTo} in this stream has been dealt with; all but {@code refused} is
 * held.
 *
 * @param held all of the recipient's updates up to this number are held, however they came
 */
public record Ack(long stream, long upTo, List<Long> refused, long held) implements Message {
  /** Refused numbers that may be outstanding in a stream, and so in an acknowledgement. */
  public static final int MAX_REFUSED = 256;

  @Override
  public MessageType type() {
    return MessageType.ACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(stream).writeVarLong(upTo).writeVarInt(refused.size());
    refused.forEach(out::writeVarLong);
    out.writeVarLong(held);
  }

  static Ack read(CanonicalIn in) {
    long stream = in.readVarLong();
    long upTo = in.readVarLong();
    int count = in.readVarInt(MAX_REFUSED);
    List<Long> refused = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      refused.add(in.readVarLong());
    }
    return new Ack(stream, upTo, List.copyOf(refused), in.readVarLong());
  }
}
