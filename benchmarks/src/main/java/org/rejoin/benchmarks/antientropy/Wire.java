package org.rejoin.benchmarks.antientropy;

/**
 * Counts the bytes that a {@link Shape}'s two sides send each other, as {@link Meter} counts those
 * of engines: in frames of at most {@value #MAX_FRAME_BYTES} bytes, each with a header like that of
 * the engines' frames. Not thread-safe.
 */
public final class Wire {
  /** Version, type, checksum, machine, and between whom. */
  static final int HEADER_BYTES = 11;

  static final int MAX_FRAME_BYTES = 64 * 1024;

  private long metadataBytes;
  private long repairedBytes;
  private long roundTrips;

  /** Nothing was sent yet. */
  Wire() {}

  /** A message that is answered by messages that do not wait for anything else. */
  void ask(long bytes) {
    roundTrips++;
    message(bytes, 0);
  }

  /** An answer, or a part of the last message that follows without waiting. */
  void tell(long bytes) {
    message(bytes, 0);
  }

  /** Values, and what stands beside them; sent after what differs was named, or with it. */
  void mend(long besideBytes, long valueBytes) {
    if (besideBytes > 0) {
      message(besideBytes, valueBytes);
    }
  }

  private void message(long bytes, long valueBytes) {
    long room = MAX_FRAME_BYTES - HEADER_BYTES;
    long frames = Math.max(1, (bytes + valueBytes + room - 1) / room);
    metadataBytes += frames * HEADER_BYTES + bytes;
    repairedBytes += valueBytes;
  }

  /** All bytes but those of values. */
  long metadataBytes() {
    return metadataBytes;
  }

  /** Bytes of values. */
  long repairedBytes() {
    return repairedBytes;
  }

  /** Questions that waited for the answer to another, and the first one. */
  long roundTrips() {
    return roundTrips;
  }
}
