package org.rejoin.demo.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PenceTest {
  @ParameterizedTest
  @CsvSource({"2.55,255", "0.1,10", "18,1800", "-11.06,-1106", "0.0,0", "1.990,199", "0.29,29"})
  @DisplayName("prices are exact")
  void exact(String text, long pence) {
    assertThat(Pence.parse(text)).contains(pence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1.005", "0.001", "1,50", "1e3", "NaN", " 1", "1.", ".5", "+1", "10000000.01"})
  @DisplayName("what is no whole number of pence is refused, never rounded")
  void refused(String text) {
    assertThat(Pence.parse(text)).isEmpty();
  }
}
