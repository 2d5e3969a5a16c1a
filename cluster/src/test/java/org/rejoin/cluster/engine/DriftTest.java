package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.codec.Codecs;

/** A node whose clock is off gives no stamps, and does all else. */
class DriftTest {
  private static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> TITLES =
      Keyspaces.lwwRegister("titles", Codecs.utf8()).durable();
  private static final KeyspaceSpec<LWWMap<String, String>, LWWMap.Editor<String, String>> MAPS =
      Keyspaces.lwwMap("maps", Codecs.utf8(), Codecs.utf8());
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> COUNTS =
      Keyspaces.pnCounter("counts");

  private final EngineNet net = new EngineNet(1);

  private void start(String... names) {
    for (String name : names) {
      net.start(name, TITLES, MAPS, COUNTS);
    }
    net.run(5000);
  }

  private <S extends Editable<S, E>, E> WriteResult write(
      String node, KeyspaceSpec<S, E> spec, Consumer<E> edit) {
    long op = net.node(node).update(spec, "x", edit, Write.local());
    net.run(20);
    return net.node(node).written(op);
  }

  private WriteResult title(String node, String value) {
    return write(node, TITLES, e -> e.set(value));
  }

  private static void assertRefused(WriteResult result, String why) {
    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(RejectedCode.CLOCK);
              assertThat(rejected.detail()).contains(why);
            });
  }

  @Test
  @DisplayName("behind or ahead of the median of the peers: no stamps, until it is right again")
  void write_offTheMedian_refused() {
    start("a", "b", "c");
    for (long off : new long[] {-7000, 7000}) {
      net.offMillis.put("c", off);
      assertRefused(title("c", "of c"), off < 0 ? "ms behind those" : "ms ahead of those");
      assertRefused(write("c", MAPS, e -> e.put("k", "v")), "node c");
      assertThat(title("a", "of a").isAcked()).isTrue();
      assertThat(title("b", "of b").isAcked()).isTrue();
      net.run(5000);
      net.offMillis.put("c", 0L);
      assertThat(title("c", "right").isAcked()).isTrue();
    }
  }

  @Test
  @DisplayName("counters, deletes and what comes from others need no stamp")
  void write_unstamped_goesOn() {
    start("a", "b", "c");
    net.offMillis.put("c", 3_600_000L);
    assertThat(write("c", COUNTS, e -> e.increment(3)).isAcked()).isTrue();
    title("a", "of a");
    net.run(1000);
    assertThat(net.node("c").local(TITLES, "x").flatMap(LWWRegister::value)).contains("of a");
    long op = net.node("c").delete(TITLES, "x", Write.local());
    net.run(1000);
    assertThat(net.node("c").written(op).isAcked()).isTrue();
    net.offMillis.put("c", 0L);
    assertThat(title("c", "right").isAcked()).isTrue();
    net.run(20_000);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("within 5 s all are served")
  void write_withinDrift_served() {
    net.offMillis.put("a", -2400L);
    net.offMillis.put("c", 2400L);
    start("a", "b", "c");
    for (String node : new String[] {"a", "b", "c", "b", "a"}) {
      assertThat(title(node, "of " + node).isAcked()).isTrue();
      net.run(300);
    }
  }

  @Test
  @DisplayName("alone with its own stamps of before, set back: none until the clock has caught up")
  void write_setBackOverARestart_refused() {
    net.offMillis.put("a", 60_000L);
    start("a");
    assertThat(title("a", "before").isAcked()).isTrue();
    net.stop("a");
    net.offMillis.put("a", 0L);
    start("a");
    assertRefused(title("a", "after"), "ms ahead of its clock");
    net.run(60_000);
    assertThat(title("a", "after").isAcked()).isTrue();
  }

  @Test
  @DisplayName("peers that left do not count")
  void write_peersLeft_served() {
    start("a", "b");
    net.offMillis.put("b", 10_000L);
    assertRefused(title("b", "of b"), "ahead");
    net.stop("a");
    net.run(10);
    assertThat(title("b", "of b").isAcked()).isTrue();
  }
}
