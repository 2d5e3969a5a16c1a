package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class DeltaStreamProperties {
  @Property(tries = 500)
  void nothingIsJoinedOverAGapAndAllComesThroughOrTheClaimIsDropped(
      @ForAll long seed, @ForAll @IntRange(max = 600) int steps) {
    DeltaChannel channel = new DeltaChannel(new Random(seed), new DeltaChannel.Real());
    assertThat(channel.run(steps)).isEmpty();
    Statistics.label("claim").collect(channel.hasDropped() ? "dropped" : "kept");
    Statistics.label("joined").collect(channel.joinedEntries() > 20 ? "many" : "few");
  }
}
