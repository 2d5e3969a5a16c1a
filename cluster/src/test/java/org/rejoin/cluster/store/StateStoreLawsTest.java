package org.rejoin.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law kit of stores passes one that keeps its promise, and finds each flaw. */
class StateStoreLawsTest {
  private static StateStoreLaws laws(MemoryDevice.Flaw flaw) {
    return StateStoreLaws.of(seed -> new MemoryDevice(seed, flaw));
  }

  @Test
  @DisplayName("a store that keeps its promise passes")
  void checkSeeds_good_none() {
    assertThat(laws(MemoryDevice.Flaw.NONE).checkSeeds(1, 300)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HALF_BATCH, ATOMIC",
    "FORGETS_SYNCED, POWER",
    "FORGETS_DONE, CRASH",
    "KEEPS_REMOVED, ATOMIC",
    "MIXES_GROUPS, ORDER",
    "COUNTS_ONCE, STARTS",
    "OPENS_ANY, MISMATCH",
    "READS_OLD, READ",
    "NEVER_CLOSED, CLOSED",
  })
  @DisplayName("each flaw breaks a law")
  void checkSeeds_flawed_found(MemoryDevice.Flaw flaw, StoreLaw law) {
    assertThat(laws(flaw).checkSeeds(1, 300))
        .hasValueSatisfying(broken -> assertThat(broken.law()).isEqualTo(law));
  }
}
