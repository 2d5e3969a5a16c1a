package org.rejoin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.LinkPolicy;
import org.rejoin.cluster.pekko.LinkPolicy.Decision;

class LossyLinksTest {
  @Test
  @DisplayName("one delta frame in a hundred is dropped, the same ones for a seed, others never")
  void drops() {
    List<Decision> decisions = decide(LossyLinks.of(3, "w1"), Traffic.DELTA);
    assertThat(decisions.stream().filter(Decision.DROP::equals).count()).isBetween(150L, 250L);
    assertThat(decisions).isEqualTo(decide(LossyLinks.of(3, "w1"), Traffic.DELTA));
    assertThat(decisions).isNotEqualTo(decide(LossyLinks.of(3, "w2"), Traffic.DELTA));
    assertThat(decisions).isNotEqualTo(decide(LossyLinks.of(4, "w1"), Traffic.DELTA));
    assertThat(decide(LossyLinks.of(3, "w1"), Traffic.REPAIR)).doesNotContain(Decision.DROP);
  }

  private static List<Decision> decide(LinkPolicy policy, Traffic traffic) {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      decisions.add(policy.decide(new LinkPolicy.Frame("e1", "", traffic, 100)));
    }
    return decisions;
  }
}
