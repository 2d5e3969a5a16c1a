package org.rejoin.cluster.engine.wire;

import java.util.List;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a majority read found the recipient to lack.
 *
 * @param part counts from 0; each is acknowledged by itself
 * @param clock the sender's hybrid clock
 */
public record WriteBack(long operation, int part, Hlc clock, List<Entry> entries)
    implements Message {
  @Override
  public MessageType type() {
    return MessageType.WRITE_BACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(operation).writeVarInt(part);
    clock.write(out);
    Entries.write(entries, out);
  }

  static WriteBack read(CanonicalIn in) {
    return new WriteBack(
        in.readVarLong(), in.readVarInt(Integer.MAX_VALUE), Hlc.read(in), Entries.read(in));
  }
}
