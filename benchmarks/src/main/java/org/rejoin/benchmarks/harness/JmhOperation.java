package org.rejoin.benchmarks.harness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The one JMH benchmark: whatever operation {@link Sampler} has handed over. JMH makes this object
 * itself and passes it nothing but strings, so the operation comes by a static field: building the
 * same replicas again for each measure is what made full runs take hours.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JmhOperation {
  static final AtomicReference<@Nullable IntFunction<Object>> NEXT = new AtomicReference<>();

  private @Nullable IntFunction<Object> operation;
  private int round;

  /** For JMH. */
  public JmhOperation() {}

  /** Takes what was handed over. */
  @Setup
  public void prepare() {
    operation = NEXT.get();
  }

  /** One operation. */
  @Benchmark
  public Object run() {
    IntFunction<Object> chosen = operation;
    if (chosen == null) {
      throw new IllegalStateException("nothing was handed over");
    }
    round = (round + 1) & (Timed.ROUNDS - 1);
    return chosen.apply(round);
  }
}
