package org.rejoin.simulations.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyTest {
  /** One seed is not the mean of twenty. */
  private static final double WIDE = 0.05;

  private static List<Study.Judged> judge(Workload workload, Overlay overlay, Study.Maker maker) {
    return Study.judge(new Study(workload, overlay, maker).run(1, 1, row -> {}), WIDE);
  }

  private static List<String> missed(List<Study.Judged> rows) {
    return rows.stream()
        .filter(row -> !row.misses().isEmpty())
        .map(row -> row.row().algorithm().label() + " " + row.misses())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("sets: all algorithms send what was published, ours as little as promised")
  void gset(Overlay overlay) {
    assertThat(missed(judge(Workload.GSET, overlay, Algorithm::replica))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("maps: all algorithms send what was published, ours as little as promised")
  void gmap10(Overlay overlay) {
    assertThat(missed(judge(Workload.GMAP10, overlay, Algorithm::replica))).isEmpty();
  }

  @Test
  @DisplayName("an algorithm that forgets one of its rules is found out, alone")
  void plantedFaults() {
    assertThat(misses(Algorithm.BP_RR, Overlay.MESH, planted(Algorithm.BP_RR, true, false)))
        .as("RR left out")
        .hasSize(1)
        .allMatch(miss -> miss.startsWith("bp+rr [units"));
    assertThat(misses(Algorithm.BP, Overlay.TREE, planted(Algorithm.BP, false, false)))
        .as("BP left out")
        .hasSize(1)
        .allMatch(miss -> miss.startsWith("bp [units"));
    assertThat(misses(Algorithm.REJOIN, Overlay.MESH, planted(Algorithm.REJOIN, true, true)))
        .as("known-by left out")
        .hasSize(1)
        .allMatch(miss -> miss.startsWith("rejoin [payload"));
    assertThat(
            misses(
                Algorithm.REJOIN_PULL,
                Overlay.MESH,
                (algorithm, self, neighbours) ->
                    (algorithm == Algorithm.REJOIN_PULL ? Algorithm.REJOIN : algorithm)
                        .replica(self, neighbours)))
        .as("ids left out")
        .hasSize(1)
        .allMatch(miss -> miss.startsWith("rejoin-pull [bytes"));
  }

  @Test
  @DisplayName("a node that is told nothing is found out")
  void deaf() {
    Study.Maker deaf =
        (algorithm, self, neighbours) ->
            algorithm == Algorithm.RR && self == 3
                ? new StateReplica(List.of())
                : algorithm.replica(self, neighbours);
    assertThat(misses(Algorithm.RR, Overlay.TREE, deaf))
        .hasSize(1)
        .allMatch(miss -> miss.contains("not converged"));
  }

  /** Beside a healthy BP+RR, unless that is the one. */
  private static List<String> misses(Algorithm algorithm, Overlay overlay, Study.Maker maker) {
    Study study = new Study(Workload.GSET, overlay, maker);
    List<Study.Row> rows = new ArrayList<>(List.of(study.run(algorithm, 1, 1)));
    if (algorithm != Algorithm.BP_RR) {
      rows.add(study.run(Algorithm.BP_RR, 1, 1));
    }
    return missed(Study.judge(rows, WIDE));
  }

  private static Study.Maker planted(Algorithm faulty, boolean bp, boolean rr) {
    return (algorithm, self, neighbours) ->
        algorithm == faulty
            ? new DeltaReplica(self, neighbours, bp, rr)
            : algorithm.replica(self, neighbours);
  }

  @Test
  @DisplayName("a seed says everything")
  void repeatable() {
    for (Algorithm algorithm : List.of(Algorithm.BP_RR, Algorithm.REJOIN_PULL)) {
      assertThat(sent(algorithm, 7)).isEqualTo(sent(algorithm, 7)).isNotEqualTo(sent(algorithm, 8));
    }
  }

  private static Experiment.Sent sent(Algorithm algorithm, long seed) {
    List<List<Integer>> neighbours = Overlay.MESH.neighbours();
    return new Experiment(
            seed,
            Overlay.NODES,
            Workload.GCOUNTER.events(),
            OptionalLong.empty(),
            node -> algorithm.replica(node, neighbours.get(node)))
        .run();
  }
}
