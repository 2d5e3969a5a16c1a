package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.page.PageState.NodeView;
import org.rejoin.demo.page.PageState.Phase;

final class StatusSentenceTest {
  private static List<NodeView> nodes(String... down) {
    return FakeSource.IDS.stream()
        .map(
            id ->
                new NodeView(id, FakeSource.side(id), "", !Set.of(down).contains(id), "00", 212, 0))
        .toList();
  }

  @Test
  @DisplayName("each phase has its sentence")
  void phases() {
    assertThat(StatusSentence.of(Phase.EQUAL, nodes(), 212, 0))
        .isEqualTo("All five replicas are equal. 212 keys.");
    assertThat(StatusSentence.of(Phase.PARTITIONED, nodes(), 212, 4))
        .isEqualTo("Partitioned: West | East. 4 of 212 keys differ.");
    assertThat(StatusSentence.of(Phase.REJOINING, nodes(), 212, 3))
        .isEqualTo("Rejoining: 3 of 212 keys differ.");
    assertThat(StatusSentence.of(Phase.SPREADING, nodes(), 212, 1))
        .isEqualTo("Spreading: 1 of 212 keys differs.");
    assertThat(StatusSentence.of(Phase.STARTING, nodes("e1", "e2"), 0, 0))
        .isEqualTo("Starting: three of five replicas are up.");
  }

  @Test
  @DisplayName("nodes that are down are named first")
  void down() {
    assertThat(StatusSentence.of(Phase.EQUAL, nodes("e2"), 1, 0))
        .isEqualTo("e2 is down. The other four are equal. 1 key.");
    assertThat(StatusSentence.of(Phase.PARTITIONED, nodes("w1", "e2"), 9, 9))
        .isEqualTo("w1, e2 are down. Partitioned: West | East. 9 of 9 keys differ.");
    assertThat(StatusSentence.of(Phase.EQUAL, nodes("w1", "w2", "w3", "e1"), 9, 0))
        .isEqualTo("w1, w2, w3, e1 are down. One replica is left. 9 keys.");
  }
}
