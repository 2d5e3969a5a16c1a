package org.rejoin.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much of an operation's time a sampler spends, by how long the operation takes. */
class SamplerTest {
  private static final Sampler SHORT = new Sampler(2, 3, 2);

  @BeforeAll
  static void shareTheMachine() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  private static Object sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return millis;
  }

  @Test
  @DisplayName("A quick operation is averaged over each sample")
  void quickOperationIsAveraged() throws Exception {
    AtomicInteger calls = new AtomicInteger();

    List<Double> samples = SHORT.sample(Timed.of(round -> calls.incrementAndGet()));

    assertThat(samples).hasSize(3).allSatisfy(nanos -> assertThat(nanos).isPositive());
    assertThat(calls.get()).isGreaterThan(100);
  }

  @Test
  @DisplayName("An operation longer than a sample is called a few times")
  void slowOperationIsCalledFewTimes() throws Exception {
    AtomicInteger calls = new AtomicInteger();

    List<Double> samples =
        SHORT.sample(
            Timed.of(
                round -> {
                  calls.incrementAndGet();
                  return sleep(20);
                }));

    assertThat(samples).hasSize(2).allSatisfy(nanos -> assertThat(nanos).isGreaterThan(19e6));
    assertThat(calls).hasValue(4);
  }

  @Test
  @DisplayName("An operation of more than a second is called once")
  void verySlowOperationIsCalledOnce() throws Exception {
    AtomicInteger calls = new AtomicInteger();

    List<Double> samples =
        SHORT.sample(
            Timed.of(
                round -> {
                  calls.incrementAndGet();
                  return sleep(1_100);
                }));

    assertThat(samples).hasSize(1);
    assertThat(calls).hasValue(1);
  }

  @Test
  @DisplayName("The baseline is taken off, and what is left is shared among the units of work")
  void baselineIsTakenOff() throws Exception {
    List<Double> samples = SHORT.sample(new Timed(round -> sleep(50), round -> sleep(10), 4));

    assertThat(samples).allSatisfy(nanos -> assertThat(nanos).isBetween(1e6, 40e6));
  }
}
