package org.rejoin.cluster.engine.wire;

import java.util.List;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Parts that the recipient was found to lack.
 *
 * @param clock the sender's hybrid clock
 */
public record Repair(Hlc clock, List<Entry> entries) implements Message {
  @Override
  public MessageType type() {
    return MessageType.REPAIR;
  }

  @Override
  public void write(CanonicalOut out) {
    clock.write(out);
    Entries.write(entries, out);
  }

  static Repair read(CanonicalIn in) {
    return new Repair(Hlc.read(in), Entries.read(in));
  }
}
