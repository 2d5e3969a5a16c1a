package org.rejoin.cluster.engine.wire;

import java.util.List;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * One part of the answer to {@link ReadAsk}.
 *
 * @param part counts from 0
 * @param last whether no further part follows
 * @param refused whether the keyspace is not open, or is of another type
 * @param seen with the last part: what the answering node has seen of the key
 * @param clock the sender's hybrid clock
 */
public record ReadTell(
    long operation,
    int part,
    boolean last,
    boolean refused,
    Seen seen,
    Hlc clock,
    List<Entry> entries)
    implements Message {
  @Override
  public MessageType type() {
    return MessageType.READ_TELL;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(operation).writeVarInt(part).writeBoolean(last).writeBoolean(refused);
    seen.write(out);
    clock.write(out);
    Entries.write(entries, out);
  }

  static ReadTell read(CanonicalIn in) {
    return new ReadTell(
        in.readVarLong(),
        in.readVarInt(Integer.MAX_VALUE),
        in.readBoolean(),
        in.readBoolean(),
        Seen.read(in),
        Hlc.read(in),
        Entries.read(in));
  }
}
