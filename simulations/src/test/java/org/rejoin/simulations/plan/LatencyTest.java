package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rejoin.simulations.plan.Draws.Stream;

class LatencyTest {
  private static double[] drawn(String text) {
    Latency latency = Latency.parse(text);
    Draws draws = new Draws(7);
    double[] millis = new double[20_000];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = latency.nanos(draws.unit(Stream.LATENCY, 1, i)) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 ms                                   | 3    | 3    | 3
          uniform 1 ms 5 ms                      | 1    | 3    | 4.96
          exponential 2 ms from 1 ms             | 1    | 2.39 | 10.2
          lognormal 2 ms sigma 0.5 from 1 ms     | 1.2  | 3    | 7.4
          pareto 1 ms alpha 2                    | 1    | 1.41 | 10
          empirical 5 ms, 1 ms, 2 ms             | 1    | 2    | 4.94
          """)
  void nanos_drawn_shapedAsSaid(String text, double lowest, double median, double high) {
    double[] millis = drawn(text);
    assertThat(millis[0]).isBetween(lowest * 0.9, lowest * 1.2);
    assertThat(millis[millis.length / 2]).isBetween(median * 0.95, median * 1.05);
    assertThat(millis[millis.length * 99 / 100]).isBetween(high * 0.8, high * 1.2);
  }

  @Test
  void nanos_heaviestTail_neverAboveAMinute() {
    assertThat(Latency.parse("pareto 1 s alpha 0.01").nanos(0.999)).isEqualTo(60_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fast",
        "61 s",
        "empirical",
        "lognormal 1 ms",
        "pareto 1 ms alpha 0",
        "pareto 1 ms alpha 1000"
      })
  void parse_bad_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latency.parse(text))
        .withMessageContaining("latency");
  }
}
