package org.rejoin.cluster.engine;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.codec.Codecs;

/** A write that replaces what its origin was shown is stamped later, however that came. */
class ClockTest {
  private static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> TITLES =
      Keyspaces.lwwRegister("titles", Codecs.utf8()).durable();
  private static final long AHEAD = 4500;

  private final EngineNet net = new EngineNet(1);

  /** Node a's clock is ahead; what it writes reaches b as the test says. */
  private void meet() {
    net.offMillis.put("a", AHEAD);
    net.start("a", TITLES);
    net.start("b", TITLES);
    net.run(2000);
  }

  private void dropAll(Set<MessageType> types) {
    net.drop = f -> types.contains(Frame.decode(f.send().frame()).message().type());
  }

  private void writeAtA() {
    net.node("a").update(TITLES, "x", e -> e.set("of a"), Write.local());
  }

  /** As soon as node b shows it, b overwrites it. */
  private void overwriteAtB() {
    for (int i = 0; i < 200 && title("b").isEmpty(); i++) {
      net.run(20);
    }
    Origin before = stamp("b");
    net.node("b").update(TITLES, "x", e -> e.set("of b"), Write.local());
    assertThat(stamp("b")).isGreaterThan(before);
    net.drop = f -> false;
    net.run(20_000);
    assertThat(title("a")).contains("of b");
  }

  private Origin stamp(String node) {
    return net.node(node).local(TITLES, "x").flatMap(LWWRegister::stamp).orElseThrow();
  }

  private Optional<String> title(String node) {
    return net.node(node).local(TITLES, "x").flatMap(LWWRegister::value);
  }

  @Test
  @DisplayName("by a delta")
  void stamp_afterDelta_later() {
    meet();
    writeAtA();
    net.run(200);
    overwriteAtB();
  }

  @Test
  @DisplayName("by a delta that was sent again")
  void stamp_afterRetransmission_later() {
    meet();
    dropAll(Set.of(MessageType.DELTAS, MessageType.HELLO));
    writeAtA();
    net.run(150);
    dropAll(Set.of(MessageType.HELLO));
    overwriteAtB();
  }

  @Test
  @DisplayName("by a repair")
  void stamp_afterRepair_later() {
    meet();
    dropAll(Set.of(MessageType.DELTAS));
    writeAtA();
    overwriteAtB();
  }

  @Test
  @DisplayName("by the answer to a read")
  void stamp_afterRead_later() {
    meet();
    dropAll(Set.of(MessageType.DELTAS, MessageType.HELLO));
    writeAtA();
    net.node("b").fetch(TITLES, "x", Read.atLeast(2, ofSeconds(1)));
    net.run(100);
    overwriteAtB();
  }

  @Test
  @DisplayName("by what another's read wrote back")
  void stamp_afterWriteBack_later() {
    meet();
    dropAll(Set.of(MessageType.DELTAS, MessageType.HELLO));
    writeAtA();
    net.node("a").fetch(TITLES, "x", Read.majority(ofSeconds(1)));
    net.run(100);
    overwriteAtB();
  }

  @Test
  @DisplayName("from its own disk, after a start with the clock set back")
  void stamp_afterRestart_later() {
    net.offMillis.put("a", AHEAD);
    net.start("a", TITLES);
    writeAtA();
    net.run(100);
    net.stop("a");
    net.offMillis.put("a", 0L);
    net.start("a", TITLES);
    Origin before = stamp("a");
    net.node("a").update(TITLES, "x", e -> e.set("later"), Write.local());
    assertThat(stamp("a")).isGreaterThan(before);
  }
}
