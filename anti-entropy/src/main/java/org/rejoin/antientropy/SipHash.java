package org.rejoin.antientropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.rejoin.crdt.codec.Digest128;

/**
 * SipHash-2-4 with 128 bits of output: a pseudo-random function for short inputs, of a tag byte and
 * an array as if they were one input. Lives for one hash; not thread-safe. Paper: Aumasson,
 * Bernstein, <i>SipHash: a fast short-input PRF</i>, INDOCRYPT 2012; the wide output as in the
 * authors' reference code.
 */
final class SipHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(long k0, long k1) {
    v0 = 0x736f6d6570736575L ^ k0;
    v1 = 0x646f72616e646f6dL ^ k1 ^ 0xee;
    v2 = 0x6c7967656e657261L ^ k0;
    v3 = 0x7465646279746573L ^ k1;
  }

  /** Of {@code tag}, then {@code input}; the first eight bytes of the result are its high half. */
  static Digest128 hash(long k0, long k1, byte tag, byte[] input) {
    return new SipHash(k0, k1).finish(tag, input);
  }

  /** The same of the 16 bytes of two longs, most significant byte first. */
  static Digest128 hash(long k0, long k1, byte tag, long first, long second) {
    SipHash hash = new SipHash(k0, k1);
    long word = Long.reverseBytes(first);
    long next = Long.reverseBytes(second);
    hash.absorb((tag & 0xFFL) | word << 8);
    hash.absorb(word >>> 56 | next << 8);
    hash.absorb(next >>> 56 | 17L << 56);
    return hash.result();
  }

  private Digest128 finish(byte tag, byte[] input) {
    long pending = tag & 0xFFL;
    int at = 0;
    for (; at + 8 <= input.length; at += 8) {
      long word = (long) LONGS.get(input, at);
      absorb(pending | word << 8);
      pending = word >>> 56;
    }
    int shift = 8;
    for (; at < input.length; at++) {
      pending |= (input[at] & 0xFFL) << shift;
      shift += 8;
      if (shift == 64) {
        absorb(pending);
        pending = 0;
        shift = 0;
      }
    }
    absorb(pending | (input.length + 1L) << 56);
    return result();
  }

  private Digest128 result() {
    v2 ^= 0xee;
    rounds(4);
    long first = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
    long second = v0 ^ v1 ^ v2 ^ v3;
    return new Digest128(Long.reverseBytes(first), Long.reverseBytes(second));
  }

  private void absorb(long word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
