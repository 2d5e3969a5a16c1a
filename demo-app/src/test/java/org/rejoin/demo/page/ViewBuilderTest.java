package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.demo.page.PageState.LinkState;
import org.rejoin.demo.page.PageState.LinkView;
import org.rejoin.demo.page.PageState.Phase;
import org.rejoin.demo.page.PageState.RowView;
import org.rejoin.demo.page.ViewBuilder.Seen;

final class ViewBuilderTest {
  private final FakeSource source = new FakeSource();
  private final ViewBuilder builder = new ViewBuilder(source);

  @BeforeEach
  void fill() {
    source.putAll("orders/LAMP", "3");
    source.putAll("units/France", "7");
  }

  private PageState build() {
    return build(true);
  }

  private PageState build(boolean recent) {
    Map<String, Seen> seen = new HashMap<>();
    for (String id : FakeSource.IDS) {
      source
          .observe(id)
          .toCompletableFuture()
          .join()
          .ifPresent(
              now -> seen.put(id, new Seen(now, source.keys(id).toCompletableFuture().join())));
    }
    return builder.build(
        seen,
        key -> source.text(FakeSource.IDS.get(0), key).toCompletableFuture().join(),
        pair -> recent);
  }

  private static LinkState link(PageState state, String one, String other) {
    return state.links().stream()
        .filter(link -> link.one().equals(one) && link.other().equals(other))
        .map(LinkView::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("a cut, a difference, a heal, equality again")
  void story() {
    assertThat(build().summary().phase()).isEqualTo(Phase.EQUAL);
    source.cut();
    source.put("w1", "orders/LAMP", "4");
    PageState cut = build();
    assertThat(cut.summary().phase()).isEqualTo(Phase.PARTITIONED);
    assertThat(cut.summary().differing()).isEqualTo(1);
    assertThat(cut.rows().get(0).key()).isEqualTo("orders/LAMP");
    assertThat(cut.rows().get(0).differs()).isTrue();
    assertThat(link(cut, "w1", "e1")).isEqualTo(LinkState.CUT);
    assertThat(link(cut, "w1", "w2")).isEqualTo(LinkState.UP);
    source.heal();
    source.put("e2", "orders/LAMP", "9");
    assertThat(build().summary().phase()).isEqualTo(Phase.REJOINING);
    source.putAll("orders/LAMP", "4");
    assertThat(build().summary().phase()).isEqualTo(Phase.EQUAL);
    source.put("w1", "orders/LAMP", "5");
    assertThat(build().summary().phase()).isEqualTo(Phase.SPREADING);
  }

  @Test
  @DisplayName("a key that one node has never heard of differs")
  void absent() {
    source.put("e1", "orders/MUG", "1");
    RowView row = build().rows().get(0);
    assertThat(row.key()).isEqualTo("orders/MUG");
    assertThat(row.differs()).isTrue();
    assertThat(row.cells().get("w1").version()).isEmpty();
    assertThat(row.cells().get("e1").version()).hasSize(16);
  }

  @Test
  @DisplayName("a node that is down is left out of the comparison")
  void down() {
    build();
    source.put("e2", "orders/LAMP", "9");
    source.setUp("e2", false);
    PageState state = build();
    assertThat(state.summary().differing()).isZero();
    assertThat(state.summary().status()).startsWith("e2 is down. The other four are equal.");
    assertThat(state.rows().get(0).cells()).doesNotContainKey("e2");
    assertThat(link(state, "e1", "e2")).isEqualTo(LinkState.DOWN);
    source.setUp("e2", true);
    assertThat(build().summary().phase()).isEqualTo(Phase.REJOINING);
  }

  @Test
  @DisplayName("a link on which nothing was seen is quiet")
  void quiet() {
    assertThat(link(build(false), "w1", "e1")).isEqualTo(LinkState.QUIET);
  }

  @Test
  @DisplayName(
      "rows are bounded: what the storefronts need stays, differing keys come before others")
  void bounded() {
    for (int i = 0; i < 2 * ShopView.MAX_ROWS; i++) {
      source.putAll("orders/A" + i, "1");
    }
    source.put("w1", "orders/A77", "2");
    PageState state = build();
    List<String> shown = state.rows().stream().map(RowView::key).toList();
    assertThat(shown).hasSize(ShopView.MAX_ROWS).contains("orders/LAMP");
    assertThat(shown.get(0)).isEqualTo("orders/A77");
    assertThat(state.summary().keys()).isEqualTo(2 * ShopView.MAX_ROWS + 2);
  }

  @Test
  @DisplayName("the start is told from an outage")
  void starting() {
    source.setUp("w3", false);
    assertThat(build().summary().status()).isEqualTo("Starting: four of five replicas are up.");
  }

  @Test
  @DisplayName("a key is found again by its row")
  void key() {
    build();
    assertThat(builder.key("w1", "units/France").map(KeyInfo::id)).contains("France");
    assertThat(builder.key("w1", "units/Spain")).isEmpty();
  }
}
