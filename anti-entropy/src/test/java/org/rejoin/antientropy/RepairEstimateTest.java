package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RepairEstimateTest {
  @Test
  @DisplayName("many deltas of few keys are left to anti-entropy, few of many are not")
  void drops() {
    DeltaBuffer<String> buffer = new DeltaBuffer<>(new DeltaBuffer.Limits(10_000, 100, 1_000), 1);
    for (int i = 0; i < 58; i++) {
      buffer.append("delta", 10, 0);
    }
    assertThat(new RepairEstimate(2, 30).bytes()).isEqualTo(580);
    assertThat(new RepairEstimate(2, 30).drop(buffer)).as("equal").isFalse();
    assertThat(buffer.takeDropped()).isFalse();
    buffer.append("delta", 1, 0);
    assertThat(new RepairEstimate(58, 30).drop(buffer)).isFalse();
    assertThat(new RepairEstimate(2, 30).drop(buffer)).isTrue();
    assertThat(buffer.takeDropped()).isTrue();
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(new RepairEstimate(0, 0).drop(buffer)).as("nothing is owed").isFalse();
    assertThat(new RepairEstimate(Integer.MAX_VALUE, Integer.MAX_VALUE).bytes()).isPositive();
  }

  @Test
  void sizes_outOfBounds_areRefused() {
    assertThatThrownBy(() -> new RepairEstimate(-1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RepairEstimate(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RepairEstimate(1, 1L << 31))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
