package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpanningTreeTest {
  private static final int NODES = 12;

  private final Random random = new Random(11);
  private final List<SpanningTree> trees = new ArrayList<>();

  /** Whom each node is linked to. */
  private final boolean[][] linked = new boolean[NODES][NODES];

  private record News(int from, int to) {}

  SpanningTreeTest() {
    for (int node = 0; node < NODES; node++) {
      trees.add(new SpanningTree(100 - node)); // the last node is the root
      if (node > 0) {
        link(node, random.nextInt(node));
        link(node, random.nextInt(node));
      }
    }
  }

  private void link(int a, int b) {
    linked[a][b] = true;
    linked[b][a] = true;
  }

  /** Everybody tells all neighbours, some twice and in any order, until nothing changes. */
  private void talk(int rounds) {
    for (int round = 0; round < rounds; round++) {
      Deque<News> all = new ArrayDeque<>();
      for (int from = 0; from < NODES; from++) {
        for (int to = 0; to < NODES; to++) {
          if (linked[from][to] && random.nextInt(4) > 0) {
            if (random.nextBoolean()) {
              all.addFirst(new News(from, to));
            } else {
              all.addLast(new News(from, to));
            }
          }
        }
      }
      all.forEach(
          news -> trees.get(news.to).heard(news.from, trees.get(news.from).advert(news.to)));
    }
  }

  /** Links that both ends take for one of the tree. */
  private int treeLinks() {
    int links = 0;
    for (int a = 0; a < NODES; a++) {
      for (int b = a + 1; b < NODES; b++) {
        if (linked[a][b]) {
          assertThat(trees.get(a).has(b)).isEqualTo(trees.get(b).has(a));
          links += trees.get(a).has(b) ? 1 : 0;
        }
      }
    }
    return links;
  }

  @Test
  @DisplayName("nodes agree on a tree with one link less than there are nodes")
  void agree() {
    talk(40);
    assertThat(treeLinks()).isEqualTo(NODES - 1);
    for (int node = 0; node < NODES; node++) {
      assertThat(trees.get(node).advert(99).root()).isEqualTo(100 - (NODES - 1));
    }
  }

  @Test
  @DisplayName("news of a root that is gone dies out, and the rest agree anew")
  void rootIsGone() {
    talk(40);
    int gone = NODES - 1; // a leaf of the graph: nobody came after it
    for (int node = 0; node < NODES; node++) {
      if (linked[gone][node]) {
        linked[gone][node] = false;
        linked[node][gone] = false;
        trees.get(node).left(gone);
      }
    }
    talk(400);
    assertThat(treeLinks()).isEqualTo(NODES - 2);
    assertThat(trees.get(0).advert(99).root()).isEqualTo(100 - (NODES - 2));
  }

  @Test
  void alone_isItsOwnRoot() {
    assertThat(new SpanningTree(7).advert(0)).isEqualTo(new TreeAdvert(7, 0, false));
    assertThat(new SpanningTree(7).has(0)).isFalse();
    assertThatThrownBy(() -> new TreeAdvert(1, 33, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TreeAdvert(1, -1, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
