package org.rejoin.cluster.store;

import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The state of one key as it is kept: section 10 of {@code docs/protocol.md}. Layout: {@code
 * CRC-32C 4 B | format 1 B (1) | type tag | delete epoch varint | state bytes}. The checksum covers
 * the {@linkplain ItemId#toBytes name} of the record too, so that one that was written in another's
 * place is told from its own. Cost: linear in the state.
 *
 * @param tag type tag of the state
 * @param epoch delete epoch of the key, 0 or more
 * @param clock the node's hybrid clock when it was written: at the next start it goes on from there
 * @param state canonical bytes of the value; shared, never changed
 */
public record StateRecord(String tag, long epoch, Hlc clock, byte[] state) {
  /** The format this code writes and reads. */
  public static final int FORMAT = 2;

  /** The bytes of the record under that name. */
  public byte[] encode(ItemId item) {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(FORMAT).writeString(tag).writeVarLong(epoch);
    clock.write(out);
    out.writeBytes(state);
    return Checksums.seal(item.toBytes(), out.toByteArray());
  }

  /** Reads what {@link #encode} wrote under that name; throws if it is anything else. */
  public static StateRecord decode(ItemId item, byte[] bytes) {
    CanonicalIn in = Checksums.open(item.toBytes(), bytes, "a record");
    int format = in.readByte();
    if (format != FORMAT) {
      throw new MalformedBytesException("record format " + format + ", this node reads " + FORMAT);
    }
    StateRecord record =
        new StateRecord(in.readString(), in.readVarLong(), Hlc.read(in), in.readBytes());
    in.expectEnd();
    if (record.epoch < 0) {
      throw new MalformedBytesException("delete epoch " + Long.toUnsignedString(record.epoch));
    }
    return record;
  }

  @Override
  public String toString() {
    return tag + " of epoch " + epoch + ", " + state.length + " bytes";
  }
}
