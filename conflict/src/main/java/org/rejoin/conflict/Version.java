package org.rejoin.conflict;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/**
 * What one put left under its dot: its stamp, the bytes of its value, which no replica ever encodes
 * anew (so a codec that is not canonical does no harm), and on request those of the value it
 * replaced.
 *
 * @param writer who wrote the value that was written back; null where that is the dot's replica
 * @param base null where the put replaced nothing, several different values, or bases are off
 */
record Version(Hlc stamp, @Nullable ReplicaId writer, Bytes value, @Nullable Bytes base) {
  private static final int WRITER = 1;
  private static final int BASE = 2;

  /** By stamp, writer and bytes: the order in which siblings are shown. */
  static final Comparator<Version> BY_STAMP =
      Comparator.comparing(Version::stamp)
          .thenComparing(Version::namedWriter)
          .thenComparing(Version::value);

  /** How versions travel, with or without bases. */
  static Codec<Version> codec(boolean bases) {
    return Codecs.of("version", Version::write, in -> read(in, bases));
  }

  /** The same, but naming its writer. */
  Version writtenBy(Dot dot) {
    return writer != null ? this : new Version(stamp, dot.replica(), value, base);
  }

  /** The writer, where it is named. */
  ReplicaId namedWriter() {
    if (writer == null) {
      throw new IllegalStateException("a version without a writer: " + this);
    }
    return writer;
  }

  long sizeBytes() {
    return value.size() + (base == null ? 0L : base.size());
  }

  private void write(CanonicalOut out) {
    out.writeByte((writer == null ? 0 : WRITER) | (base == null ? 0 : BASE));
    stamp.write(out);
    if (writer != null) {
      writer.write(out);
    }
    Codecs.bytes().write(value, out);
    if (base != null) {
      Codecs.bytes().write(base, out);
    }
  }

  private static Version read(CanonicalIn in, boolean bases) {
    int parts = in.readVarInt(bases ? WRITER | BASE : WRITER);
    Hlc stamp = Hlc.read(in);
    ReplicaId writer = (parts & WRITER) == 0 ? null : ReplicaId.read(in);
    Bytes value = Codecs.bytes().read(in);
    return new Version(stamp, writer, value, (parts & BASE) == 0 ? null : Codecs.bytes().read(in));
  }
}
