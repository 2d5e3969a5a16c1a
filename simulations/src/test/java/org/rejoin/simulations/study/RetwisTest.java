package org.rejoin.simulations.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Draws;

class RetwisTest {
  private static final int NODES = 12;
  private static final List<Double> EXPONENTS = List.of(0.25, 1.0, 1.5);

  private static List<String> missed(List<RetwisStudy.Judged> rows) {
    return rows.stream()
        .filter(row -> !row.misses().isEmpty())
        .map(row -> row.row().exponent() + " " + row.row().algorithm().label() + row.misses())
        .toList();
  }

  private static List<RetwisStudy.Judged> judge(Study.Maker maker, List<Double> exponents) {
    return RetwisStudy.judge(new RetwisStudy(NODES, maker).run(exponents, 1, 1, row -> {}));
  }

  @Test
  @DisplayName("deltas suffer from contention, BP+RR does not, ours sends a copy a link")
  void shape() {
    List<RetwisStudy.Judged> rows = judge(RetwisStudy::replica, EXPONENTS);
    assertThat(missed(rows)).isEmpty();
    assertThat(rows).hasSize(9);
    assertThat(rows.get(0).overBest()).isBetween(1.0, 2.0);
    assertThat(rows.get(6).overBest()).isGreaterThan(2);
    assertThat(rows.get(8).overBest()).isBetween(0.5, 0.68);
  }

  @Test
  @DisplayName("BP+RR without RR, a relay without known-by and a deaf node are found out")
  void plantedFaults() {
    Study.Maker noRr =
        (algorithm, self, neighbours) ->
            algorithm == Algorithm.BP_RR
                ? new ObjectsReplica(() -> new DeltaReplica(self, neighbours, true, false))
                : RetwisStudy.replica(algorithm, self, neighbours);
    assertThat(missed(judge(noRr, List.of(0.25, 1.5))))
        .anyMatch(miss -> miss.contains("delta[bytes"));
    Study.Maker noKnownBy =
        (algorithm, self, neighbours) ->
            RetwisStudy.replica(
                algorithm == Algorithm.REJOIN ? Algorithm.BP_RR : algorithm, self, neighbours);
    assertThat(missed(judge(noKnownBy, List.of(0.25))))
        .singleElement()
        .asString()
        .contains("rejoin[bytes");
    Study.Maker deaf =
        (algorithm, self, neighbours) ->
            algorithm == Algorithm.BP_RR && self == 3
                ? new ObjectsReplica(() -> new StateReplica(List.of()))
                : RetwisStudy.replica(algorithm, self, neighbours);
    assertThat(missed(judge(deaf, List.of(0.25))))
        .anyMatch(miss -> miss.contains("bp+rr[not converged]"));
  }

  @Test
  @DisplayName("of the events 15 % follow, 35 % post, 50 % read; posts go to known followers")
  void events() {
    Draws draws = new Draws(1);
    for (double exponent : List.of(0.25, 1.5)) {
      Retwis retwis = new Retwis(exponent);
      ObjectsReplica node = new ObjectsReplica(() -> new StateReplica(List.of()));
      int[] kinds = new int[3];
      int[] ofTheFirst = new int[2];
      int timelines = 0;
      for (int event = 1; event <= 4000; event++) {
        Entries delta = retwis.event(draws, node, event % NODES, 1 + event / NODES % 100, event);
        node.update(delta);
        int kind = delta.isEmpty() ? 2 : Retwis.object(delta.keys()[0]) < Retwis.USERS ? 0 : 1;
        kinds[kind]++;
        if (kind < 2) {
          ofTheFirst[kind] += Retwis.object(delta.keys()[0]) % Retwis.USERS == 0 ? 1 : 0;
          timelines += delta.size() - 1;
        }
        assertThat(Arrays.stream(delta.keys()).distinct().count()).isEqualTo(delta.size());
        assertThat(Retwis.bytes(delta)).isEqualTo(bytes(delta));
      }
      assertThat(kinds[2]).isBetween(1800, 2900);
      assertThat(kinds[1]).isBetween(1000, 1700);
      assertThat(ofTheFirst[1]).isBetween(exponent > 1 ? 300 : 0, exponent > 1 ? 900 : 20);
      assertThat(timelines > 1000).isEqualTo(exponent > 1);
    }
  }

  private static int bytes(Entries entries) {
    return Arrays.stream(entries.keys()).map(Retwis::object).map(Retwis::entryBytes).sum();
  }

  @Test
  @DisplayName("keys are parted by object: each ends where the next one begins")
  void objects() {
    for (int object : new int[] {0, 1, 9_999, 10_000, 10_001, 19_999, 20_000, 29_999}) {
      assertThat(Retwis.object(Retwis.end(object) - 1)).isEqualTo(object);
      if (object < 29_999) {
        assertThat(Retwis.object(Retwis.end(object))).isEqualTo(object + 1);
      }
    }
  }
}
