package org.rejoin.cluster.store;

import java.util.zip.CRC32C;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Bytes behind a checksum: {@code CRC-32C 4 B | bytes}. */
final class Checksums {
  private static final int CRC_BYTES = 4;

  private Checksums() {}

  /** The checksum covers {@code context} too, which is not written. */
  static byte[] seal(byte[] context, byte[] bytes) {
    CanonicalOut out = new CanonicalOut();
    int crc = crc(context, bytes, 0);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.writeByte((crc >>> shift) & 0xFF);
    }
    return out.writeRaw(bytes).toByteArray();
  }

  /** A reader behind the checksum, which is right. */
  static CanonicalIn open(byte[] context, byte[] sealed, String what) {
    if (sealed.length < CRC_BYTES) {
      throw new MalformedBytesException(what + " of " + sealed.length + " bytes");
    }
    CanonicalIn in = new CanonicalIn(sealed);
    int crc = 0;
    for (int i = 0; i < CRC_BYTES; i++) {
      crc = (crc << 8) | in.readByte();
    }
    if (crc != crc(context, sealed, CRC_BYTES)) {
      throw new MalformedBytesException("checksum of " + what + " is wrong");
    }
    return in;
  }

  private static int crc(byte[] context, byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(context);
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
