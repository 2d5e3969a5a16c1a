package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.cluster.engine.wire.SymbolTell;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.codec.Codecs;

/** How two stores find what differs: by symbols of all groups, of each group, or by ranges. */
class SymbolsTest {
  private static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> NOTES =
      Keyspaces.lwwRegister("notes", Codecs.utf8());
  private static final int COMMON = 500;

  private static Message message(EngineNet.Flying flying) {
    return Frame.decode(flying.send().frame()).message();
  }

  /** Two equal nodes of four groups; deltas get lost from now on. */
  private static EngineNet two() {
    EngineNet net = new EngineNet(4);
    net.start("a", NOTES);
    write(net, 0, COMMON);
    net.start("b", NOTES);
    net.run(10_000);
    assertThat(net.roots()).hasSize(1);
    net.drop = f -> message(f) instanceof Deltas;
    net.sent.clear();
    return net;
  }

  private static void write(EngineNet net, int from, int to) {
    for (int i = from; i < to; i++) {
      net.node("a").update(NOTES, "k" + i, e -> e.set("v"), Write.local());
    }
  }

  /** How many frames of each type were sent. */
  private static Map<MessageType, Long> sent(EngineNet net) {
    Map<MessageType, Long> counts = new TreeMap<>();
    net.sent.forEach(f -> counts.merge(message(f).type(), 1L, Long::sum));
    return counts;
  }

  @Test
  @DisplayName("a key that differs is found by the symbols that ride on the first answer")
  void oneKey_firstSymbols() {
    EngineNet net = two();
    write(net, COMMON, COMMON + 1);
    net.run(10_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(net))
        .doesNotContainKeys(MessageType.PULL, MessageType.RANGE_ASK)
        .containsKeys(MessageType.HELLO_ACK, MessageType.REPAIR);
  }

  @Test
  @DisplayName("two hundred keys take one more question, whichever groups they are in")
  void manyKeys_oneQuestion() {
    EngineNet net = two();
    write(net, 0, 200);
    net.run(10_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(net)).doesNotContainKey(MessageType.RANGE_ASK);
    assertThat(sent(net).getOrDefault(MessageType.PULL, 0L)).isBetween(1L, 8L);
  }

  @Test
  @DisplayName("what is too much for all groups together is found group by group")
  void tooManyKeys_groupByGroup() {
    EngineNet net = two();
    write(net, COMMON, COMMON + 10_000);
    net.run(60_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(net.sent).anyMatch(f -> message(f) instanceof SymbolTell && f.send().machine() != 0);
  }

  @Test
  @DisplayName("symbols that get lost are asked for again")
  void lostSymbols_askedAgain() {
    EngineNet net = two();
    int[] lost = {0};
    net.drop =
        f -> message(f) instanceof Deltas || (message(f) instanceof SymbolTell && lost[0]++ < 2);
    write(net, 0, 200);
    net.run(10_000);
    assertThat(lost[0]).isGreaterThan(2);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(net)).doesNotContainKey(MessageType.RANGE_ASK);
  }

  @Test
  @DisplayName("where no symbols arrive at all, ranges are compared")
  void noSymbols_ranges() {
    EngineNet net = two();
    net.drop = f -> message(f) instanceof Deltas || message(f) instanceof SymbolTell;
    write(net, 0, 200);
    net.run(60_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(net)).containsKey(MessageType.RANGE_ASK);
  }
}
