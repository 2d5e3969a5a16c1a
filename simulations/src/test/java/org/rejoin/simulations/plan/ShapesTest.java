package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private static List<Integer> nodes(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Who a node reaches, itself too. */
  private static Set<Integer> reached(String shape, int count, int node) {
    TreeSet<Integer> reached = new TreeSet<>(nodes(count));
    for (Shapes.Sides part : Shapes.of(shape, nodes(count), 2)) {
      if (part.nodes().contains(node)) {
        reached.removeAll(part.others());
      } else if (part.others().contains(node)) {
        reached.removeAll(part.nodes());
      }
    }
    return reached;
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7, 9})
  void majoritiesRing_eachNode_reachesAMajorityOfItsOwn(int count) {
    TreeSet<String> seen = new TreeSet<>();
    for (int node = 0; node < count; node++) {
      Set<Integer> reached = reached("majorities-ring", count, node);
      assertThat(reached).hasSizeBetween(count / 2 + 1, count - 1);
      seen.add(reached.toString());
    }
    assertThat(seen).hasSize(count);
  }

  @Test
  void star_leaves_reachTheHubOnly() {
    assertThat(reached("star", 5, 0)).hasSize(5);
    assertThat(reached("star", 5, 3)).containsExactly(0, 3);
  }

  @Test
  void bridge_oneNode_reachesBothHalves() {
    assertThat(reached("bridge", 5, 0)).hasSize(5);
    assertThat(reached("bridge", 5, 1)).containsExactly(0, 1, 2);
    assertThat(reached("bridge", 5, 4)).containsExactly(0, 3, 4);
  }

  @Test
  void sides_ofOtherShapes_asNamed() {
    assertThat(reached("isolate", 5, 0)).containsExactly(0);
    assertThat(reached("halves", 5, 0)).hasSize(2);
    assertThat(reached("majority", 6, 0)).hasSize(2);
    assertThat(reached("random", 6, 0)).hasSize(2);
    assertThat(reached("data-center", 7, 3)).containsExactly(0, 3, 6);
    assertThat(reached("one-way", 4, 0)).containsExactly(0);
  }

  @Test
  void of_tooFewNodes_nothing() {
    for (String shape : Shapes.LABELS) {
      assertThat(Shapes.of(shape, nodes(1), 1)).as(shape).isEmpty();
    }
  }
}
