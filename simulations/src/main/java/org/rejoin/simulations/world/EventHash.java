package org.rejoin.simulations.world;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.rejoin.simulations.plan.Draws;

/**
 * A rolling hash of 128 bits over all that happens in a run, in order. Not for adversaries: it
 * tells two runs apart. Not thread-safe.
 */
public final class EventHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final ClassValue<Long> KINDS =
      new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> kind) {
          return of(kind.getSimpleName());
        }
      };

  private long high = 0x6A09E667F3BCC908L;
  private long low = 0xBB67AE8584CAA73BL;

  /** Takes in a number. */
  public void add(long value) {
    high = Long.rotateLeft((high ^ value) * 0x9E3779B97F4A7C15L, 29) + low;
    low = Long.rotateLeft((low + value) * 0xC2B2AE3D27D4EB4FL, 31) ^ high;
  }

  /** Takes in a text. */
  public void add(String text) {
    add(of(text));
  }

  /** Takes in what kind of thing happened: the simple name of its class. */
  public void add(Class<?> kind) {
    add((long) KINDS.get(kind));
  }

  /** 64 bits of a text. */
  public static long of(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 0x100000001B3L + text.charAt(i);
    }
    return Draws.mix(hash);
  }

  /** 64 bits of some bytes. */
  public static long of(byte[] bytes) {
    long hash = 0x27D4EB2F165667C5L ^ bytes.length;
    int i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      hash = Long.rotateLeft((hash ^ (long) LONGS.get(bytes, i)) * 0x9E3779B97F4A7C15L, 27);
    }
    for (; i < bytes.length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    return Draws.mix(hash);
  }

  /** 32 hexadecimal digits. */
  public String toHex() {
    return String.format(Locale.ROOT, "%016x%016x", Draws.mix(high), Draws.mix(low ^ high));
  }
}
