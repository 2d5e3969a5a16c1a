package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

class DeltaRelayProperties {
  @Property(tries = 300)
  void allNodesHoldTheJoinAndNobodyIsSentWhatItHasSent(
      @ForAll long seed, @ForAll @IntRange(max = 600) int steps) {
    RelayNet net = new RelayNet(new Random(seed), RelayPolicy.PUSH, RelayNet.Mutant.NONE);
    assertThat(net.run(steps)).isEmpty();
    Statistics.label("claims").collect(net.drops() > 0 ? "dropped" : "kept");
    Statistics.label("sent").collect(net.sentPayloads() > 50 ? "many" : "few");
  }

  @Property(tries = 300)
  void allNodesHoldTheJoinWhereMostDeltasArePulled(
      @ForAll long seed, @ForAll @IntRange(max = 600) int steps) {
    RelayPolicy policy = new RelayPolicy(true, 1, 0, 30, 60);
    RelayNet net = new RelayNet(new Random(seed), policy, RelayNet.Mutant.NONE);
    assertThat(net.run(steps)).isEmpty();
    Statistics.label("claims").collect(net.drops() > 0 ? "dropped" : "kept");
  }
}
