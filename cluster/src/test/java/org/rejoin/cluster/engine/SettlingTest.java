package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Schema;
import org.rejoin.conflict.Agreement;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Codecs;

/** Siblings are written back by the key's home, once they have stood. */
class SettlingTest {
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final SiblingSpec<Long> LOWEST = lowest(1);

  private final EngineNet net = new EngineNet(1);

  /** Of nodes that do not have {@link #LOWEST}. */
  private final Map<String, SiblingSpec<Long>> specs = new TreeMap<>();

  private static SiblingSpec<Long> lowest(int version) {
    return Keyspaces.siblings(
        "prices",
        Codecs.int64(),
        ConflictSettings.writeBack(Resolvers.reconcile("lowest", version, Math::min), DELAY));
  }

  @BeforeEach
  void resolveAsTheShellDoes() {
    net.onSettle =
        (node, settle) -> {
          @SuppressWarnings("unchecked")
          SiblingRegister<Long> register = (SiblingRegister<Long>) settle.register();
          SiblingSpec<Long> spec = specs.getOrDefault(node.name, LOWEST);
          ConflictSettings<Long> settings = spec.conflicts();
          Agreement<Long> agreement = settings.agree(node.offers.getOrDefault("prices", List.of()));
          Resolved<Long> view =
              register.resolve(agreement.resolver(), Hlc.ofMillis(Long.MAX_VALUE >> 20));
          settings
              .writeBack(view, agreement, true, DELAY)
              .ifPresent(
                  result ->
                      node.update(
                          spec.registers(),
                          settle.key().id(),
                          e -> e.writeBack(result),
                          Write.local()));
        };
  }

  private void start(String... names) {
    for (String name : names) {
      net.start(name, LOWEST.registers());
    }
    net.run(500);
  }

  private void put(String node, String id, long price) {
    net.node(node).update(LOWEST.registers(), id, e -> e.put(price, Token.empty()), Write.local());
  }

  private List<Long> values(String node, String id) {
    return net.node(node).local(LOWEST.registers(), id).orElseThrow().siblings().values();
  }

  @Test
  @DisplayName("after the delay one node, the home, writes the result back, and all hold it")
  void siblings_areWrittenBackByTheHome() {
    start("a", "b", "c");
    TreeSet<String> homes = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      net.settles.clear();
      String id = "x" + i;
      put("a", id, 7);
      put("b", id, 5);
      net.run(1800);
      assertThat(values("c", id)).containsExactlyInAnyOrder(5L, 7L);
      net.run(1000);
      for (String node : List.of("a", "b", "c")) {
        assertThat(values(node, id)).containsExactly(5L);
      }
      assertThat(net.settles).hasSize(1);
      homes.addAll(net.settles);
    }
    net.settles.clear();
    net.run(120_000);
    assertThat(net.settles).isEmpty();
    assertThat(homes).hasSizeGreaterThan(1);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("both sides of a cut write back; the results meet and become one")
  void bothSides_writeBackAndMeet() {
    start("a", "b", "c");
    net.drop = f -> f.from().equals("c") != f.to().equals("c");
    net.unreachable("c");
    put("a", "x", 7);
    put("b", "x", 5);
    put("c", "x", 4);
    put("c", "x", 6);
    net.run(3000);
    assertThat(values("a", "x")).containsExactly(5L);
    assertThat(values("c", "x")).containsExactly(4L);
    net.drop = f -> false;
    net.unreachable();
    net.run(10_000);
    assertThat(values("a", "x")).containsExactly(4L);
    assertThat(values("c", "x")).containsExactly(4L);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("nothing is written back while a member has another version; all is, once it left")
  void otherVersion_pauses() {
    start("a", "b");
    specs.put("c", lowest(2));
    net.start("c", lowest(2).registers());
    net.run(500);
    assertThat(net.node("a").offers.get("prices"))
        .contains(new ResolverOffer(ConflictMode.WRITE_BACK, "lowest", List.of(2)));
    put("a", "x", 7);
    put("b", "x", 5);
    net.run(20_000);
    assertThat(values("a", "x")).hasSize(2);
    net.stop("c");
    net.run(70_000);
    assertThat(values("a", "x")).containsExactly(5L);
    assertThat(values("b", "x")).containsExactly(5L);
  }

  @Test
  @DisplayName("a resolver that gives nothing leaves the siblings, and is asked ever less often")
  void noResult_keepsSiblings() {
    net.onSettle = (node, settle) -> {};
    start("a", "b");
    put("a", "x", 7);
    put("b", "x", 5);
    net.run(300_000);
    assertThat(values("a", "x")).hasSize(2);
    assertThat(net.settles).hasSizeBetween(4, 12);
  }

  @Test
  @DisplayName("a schema is told again until it was acknowledged, and then no more")
  void schema_isToldUntilAcknowledged() {
    int[] told = {0};
    net.drop = f -> Frame.decode(f.send().frame()).message() instanceof Schema && told[0]++ < 3;
    start("a", "b");
    net.run(10_000);
    assertThat(net.node("a").offers).containsKey("prices");
    assertThat(net.node("b").offers).containsKey("prices");
    int before = told[0];
    net.run(60_000);
    assertThat(told[0]).isEqualTo(before);
  }
}
