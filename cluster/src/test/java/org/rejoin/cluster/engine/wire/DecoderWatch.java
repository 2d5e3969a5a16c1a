package org.rejoin.cluster.engine.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Gives hostile bytes to a decoder and says what it did that no decoder may: throw anything but
 * {@link MalformedBytesException}, take long, or allocate more than the bytes are worth. What is
 * allocated or waited for only once (a class that is loaded, a collection that runs) does not
 * count: each complaint has to hold when the same bytes are read again.
 */
public final class DecoderWatch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** An exception with its trace and message. */
  public static final int ALLOWANCE_BYTES = 16 * 1024;

  private static final long MOST_NANOS = 50_000_000;
  private static final int TRIES = 4;

  private final Decoder decoder;
  private final ToDoubleFunction<byte[]> factor;
  private final int allowanceBytes;

  /** What reads. */
  @FunctionalInterface
  public interface Decoder {
    /** The value of the bytes. */
    Object read(byte[] bytes);
  }

  /**
   * Watches a decoder.
   *
   * @param factor how many bytes it may allocate for each that it reads
   * @param allowanceBytes and how many beside
   */
  public DecoderWatch(Decoder decoder, ToDoubleFunction<byte[]> factor, int allowanceBytes) {
    this.decoder = decoder;
    this.factor = factor;
    this.allowanceBytes = allowanceBytes;
  }

  /** What is wrong with the way it reads these bytes, if anything. */
  public Optional<String> complaint(byte[] bytes) {
    Optional<String> complaint = once(bytes);
    for (int i = 1; i < TRIES && complaint.isPresent(); i++) {
      complaint = once(bytes);
    }
    return complaint;
  }

  /** Has it read something, so that what is loaded only once is. */
  public void warmUp(byte[] bytes) {
    once(bytes);
  }

  private Optional<String> once(byte[] bytes) {
    long nanos = System.nanoTime();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decoder.read(bytes);
    } catch (MalformedBytesException e) {
      if (e.getMessage() == null || e.getMessage().isEmpty()) {
        return Optional.of("refused, and does not say why");
      }
    } catch (RuntimeException | Error e) {
      return Optional.of("threw " + e);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    nanos = System.nanoTime() - nanos;
    long most = (long) (factor.applyAsDouble(bytes) * bytes.length) + allowanceBytes;
    if (allocated > most) {
      return Optional.of(
          "allocated "
              + allocated
              + " bytes for "
              + bytes.length
              + ", at most "
              + most
              + " may be");
    }
    return nanos > MOST_NANOS ? Optional.of("took " + nanos + " ns") : Optional.empty();
  }
}
