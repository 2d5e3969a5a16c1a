package org.rejoin.simulations.world;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * Damages frames: below the checksum, so that it shows, or above it, by somebody who puts the right
 * checksum on what he made. Gives copies; frames stay as they are.
 */
final class Damage {
  private static final int MAX_FLIPS = 4;
  private static final int CRC_OFFSET = 2;
  private static final int BODY_OFFSET = 6;
  private static final int MAX_MORE = 4096;
  private static final byte[] LENGTH_BOMB = {-1, -1, -1, -1, 0x7F};
  private static final int KINDS = 5;
  private static final int TYPE_OFFSET = 1;
  private static final int MAX_TYPE = 40;

  private final Draws draws;

  Damage(Draws draws) {
    this.draws = draws;
  }

  /** Flips some bits. */
  byte[] flip(byte[] frame, long entity, long draw) {
    byte[] damaged = frame.clone();
    int flips = 1 + draws.below(MAX_FLIPS, Stream.CORRUPTION, entity, draw);
    for (int i = 0; i < flips; i++) {
      int bit = draws.below(damaged.length * 8, Stream.CORRUPTION, entity + i + 1, draw);
      damaged[bit >>> 3] ^= (byte) (1 << (bit & 7));
    }
    if (Arrays.equals(damaged, frame)) {
      damaged[0] ^= 1; // a bit was flipped back
    }
    return damaged;
  }

  /** Cuts its end off. */
  byte[] truncate(byte[] frame, long entity, long draw) {
    return Arrays.copyOf(frame, draws.below(frame.length, Stream.CORRUPTION, entity, draw));
  }

  /** Makes it malformed under a right checksum. */
  byte[] makeHostile(byte[] frame, long entity, long draw) {
    byte[] hostile = sealed(malform(frame, entity, draw));
    return isWellFormed(hostile) ? sealed(shorter(frame, entity, draw)) : hostile;
  }

  private static boolean isWellFormed(byte[] frame) {
    try {
      Frame.decode(frame);
      return true;
    } catch (MalformedBytesException e) {
      return false;
    }
  }

  private byte[] malform(byte[] frame, long entity, long draw) {
    int at = BODY_OFFSET + below(frame.length - BODY_OFFSET, entity + 1, draw);
    byte[] made = frame.clone();
    return switch (below(KINDS, entity, draw)) {
      case 0 -> shorter(frame, entity, draw);
      case 1 -> Arrays.copyOf(frame, frame.length + 1 + below(MAX_MORE, entity + 2, draw));
      case 2 -> {
        int bytes = Math.min(LENGTH_BOMB.length, made.length - at);
        System.arraycopy(LENGTH_BOMB, 0, made, at, bytes);
        yield made;
      }
      case 3 -> nested(frame, at, 1 + below(MAX_MORE, entity + 2, draw));
      default -> {
        made[TYPE_OFFSET] = (byte) below(MAX_TYPE, entity + 2, draw);
        yield made;
      }
    };
  }

  /** One of its bytes over and over: what opens a structure opens it thousands of times. */
  private static byte[] nested(byte[] frame, int at, int times) {
    byte[] made = new byte[frame.length + times];
    System.arraycopy(frame, 0, made, 0, at);
    Arrays.fill(made, at, at + times, frame[at]);
    System.arraycopy(frame, at, made, at + times, frame.length - at);
    return made;
  }

  private byte[] shorter(byte[] frame, long entity, long draw) {
    int body = frame.length - BODY_OFFSET;
    return Arrays.copyOf(frame, BODY_OFFSET + below(body, entity + 3, draw));
  }

  /** Changes some bytes under a right checksum: it may well be believed. */
  byte[] forge(byte[] frame, long entity, long draw) {
    byte[] forged = frame.clone();
    int changes = 1 + below(MAX_FLIPS, entity, draw);
    for (int i = 0; i < changes; i++) {
      int at = BODY_OFFSET + below(frame.length - BODY_OFFSET, entity + 2L * i + 1, draw);
      forged[at] = (byte) below(256, entity + 2L * i + 2, draw);
    }
    return sealed(forged);
  }

  private int below(int bound, long entity, long draw) {
    return draws.below(bound, Stream.MALICE, entity, draw);
  }

  /** Puts the checksum on that the bytes ask for. */
  static byte[] sealed(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, BODY_OFFSET, frame.length - BODY_OFFSET);
    crc.update(frame, 0, CRC_OFFSET);
    for (int i = 0; i < BODY_OFFSET - CRC_OFFSET; i++) {
      frame[CRC_OFFSET + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return frame;
  }
}
