package org.rejoin.conflict;

import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/**
 * What one put left under its dot: its stamp and the bytes of its value, which no replica ever
 * encodes anew. So a codec that is not canonical does no harm. The writer is the dot's replica.
 */
record Version(Hlc stamp, Bytes value) {
  static final Codec<Version> CODEC =
      Codecs.of(
          "version",
          (version, out) -> {
            version.stamp.write(out);
            Codecs.bytes().write(version.value, out);
          },
          in -> {
            Hlc stamp = Hlc.read(in);
            return new Version(stamp, Codecs.bytes().read(in));
          });
}
