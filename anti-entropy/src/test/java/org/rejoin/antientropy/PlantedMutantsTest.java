package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proves that the checks used by the properties catch the faults that they are there for. */
class PlantedMutantsTest {
  @Test
  @DisplayName("a sum that keeps what was removed is caught by the oracle")
  void notUpdatedOnRemove() {
    assertThat(
            TreeChecks.incrementalEqualsRebuilt(
                TreeMutant.NotUpdatedOnRemove::new, new Random(1), 250))
        .isPresent();
  }

  @Test
  @DisplayName("a sum that keeps the version that was replaced is caught by the oracle")
  void notUpdatedOnUpdate() {
    assertThat(
            TreeChecks.incrementalEqualsRebuilt(
                TreeMutant.NotUpdatedOnUpdate::new, new Random(1), 250))
        .isPresent();
  }

  @Test
  @DisplayName("a hash of the history is caught by shuffled insertion")
  void hashOfHistory() {
    assertThat(TreeChecks.orderDoesNotCount(TreeMutant.HashOfHistory::new, new Random(1), 100))
        .isPresent();
  }

  @Test
  @DisplayName("XOR instead of a sum is caught by pairs and by the oracle")
  void xorInsteadOfSum() {
    assertThat(TreeChecks.pairsDoNotCancel(TreeMutant.XorInsteadOfSum::new)).isPresent();
    assertThat(
            TreeChecks.incrementalEqualsRebuilt(
                TreeMutant.XorInsteadOfSum::new, new Random(1), 250))
        .isPresent();
    assertThat(TreeChecks.pairsDoNotCancel(SummedItems::real)).isEmpty();
  }

  @Test
  @DisplayName("a receiver that joins over a gap is caught by the channel model")
  void joinOverAGap() {
    int caught = 0;
    for (int seed = 0; seed < 20; seed++) {
      DeltaChannel channel = new DeltaChannel(new Random(seed), new DeltaChannel.OverGaps());
      caught += channel.run(400).isPresent() ? 1 : 0;
    }
    assertThat(caught).isGreaterThanOrEqualTo(15);
  }

  @Test
  @DisplayName("a receiver that joins what it holds again is caught by the channel model")
  void joinTwice() {
    int caught = 0;
    for (int seed = 0; seed < 20; seed++) {
      DeltaChannel channel = new DeltaChannel(new Random(seed), new DeltaChannel.Forgetful());
      caught += channel.run(400).isPresent() ? 1 : 0;
    }
    assertThat(caught).isGreaterThanOrEqualTo(15);
  }
}
