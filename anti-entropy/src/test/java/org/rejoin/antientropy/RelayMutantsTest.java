package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves that {@link RelayNet} finds who breaks a rule of the relay. */
class RelayMutantsTest {
  private static final int SEEDS = 60;

  @ParameterizedTest
  @EnumSource
  void eachMutantIsFound(RelayNet.Mutant mutant) {
    int found = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      RelayNet net = new RelayNet(new Random(seed), RelayPolicy.PUSH, mutant);
      found += net.run(600).isPresent() ? 1 : 0;
    }
    if (mutant == RelayNet.Mutant.NONE) {
      assertThat(found).isZero();
    } else {
      assertThat(found).isGreaterThanOrEqualTo(3);
    }
  }
}
