package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

/** What a client has seen of a key it finds again, on every node, or it is told to wait. */
class SessionTest {
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> TAGS =
      Keyspaces.orSet("tags", Codecs.utf8());
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static EngineNet two() {
    EngineNet net = new EngineNet(2);
    net.start("a", TAGS);
    net.start("b", TAGS);
    net.run(100);
    return net;
  }

  private static void add(EngineNet net, String node, String element) {
    net.node(node).update(TAGS, "x", e -> e.add(element), Write.local());
  }

  private static KeyToken token(EngineNet net, String node) {
    long op = net.node(node).fetch(TAGS, "x", Read.local());
    return KeyToken.ofText(net.node(node).read(op).token("tags", "x").orElseThrow().toText());
  }

  private static long read(EngineNet net, KeyToken token) {
    return net.node("b").fetch(TAGS, "x", new Read(Level.LOCAL, TIMEOUT).after(token));
  }

  @SuppressWarnings("unchecked")
  private static Set<String> shown(EngineNet net, long op) {
    return ((ReadResult<ORSet<String>>) net.node("b").read(op)).found().orElseThrow().elements();
  }

  @Test
  @DisplayName("a node that lacks what the session has seen fetches it")
  void read_behind_fetches() {
    EngineNet net = two();
    net.drop = flying -> flying.send().traffic() == Traffic.DELTA;
    add(net, "a", "mine");
    long op = read(net, token(net, "a"));
    assertThat(net.node("b").read(op)).isNull();
    net.run(50);
    assertThat(shown(net, op)).containsExactly("mine");
  }

  @Test
  @DisplayName("what comes by itself ends the wait, too")
  void read_behind_waitsForDeltas() {
    EngineNet net = two();
    net.drop = flying -> true;
    add(net, "a", "mine");
    long op = read(net, token(net, "a"));
    net.drop = flying -> flying.from().equals("b");
    net.run(150);
    assertThat(shown(net, op)).containsExactly("mine");
  }

  @Test
  @DisplayName("cut off, the read ends as unavailable, never with an older state")
  void read_cutOff_isUnavailable() {
    EngineNet net = two();
    net.drop = flying -> true;
    add(net, "a", "mine");
    add(net, "b", "other");
    long op = read(net, token(net, "a"));
    net.run(3000);
    assertThat(net.node("b").read(op))
        .isInstanceOfSatisfying(
            ReadResult.Unavailable.class, r -> assertThat(r.why()).contains("session has seen"));
  }

  @Test
  @DisplayName("entries count one by one: more writes of others do not make up for a missing one")
  void read_otherWrites_doNotCount() {
    EngineNet net = two();
    net.drop = flying -> true;
    add(net, "a", "mine");
    for (int i = 0; i < 10; i++) {
      add(net, "b", "other" + i);
    }
    long op = read(net, token(net, "a"));
    net.run(100);
    assertThat(net.node("b").read(op)).isNull();
  }

  @Test
  @DisplayName("a write of a session is made to a state that has all the session has seen")
  void write_behind_fetchesFirst() {
    EngineNet net = two();
    net.drop = flying -> flying.send().traffic() == Traffic.DELTA;
    add(net, "a", "mine");
    Write write = new Write(Level.LOCAL, TIMEOUT).after(token(net, "a"));
    long op = net.node("b").update(TAGS, "x", e -> e.remove("mine"), write);
    net.run(50);
    assertThat(net.node("b").written(op).isAcked()).isTrue();
    net.drop = flying -> false;
    net.run(3000);
    assertThat(net.node("a").local(TAGS, "x").map(ORSet::elements).orElse(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("a write that cannot be made to what the session has seen is not applied")
  void write_cutOff_isNotApplied() {
    EngineNet net = two();
    net.drop = flying -> true;
    add(net, "a", "mine");
    Write write = new Write(Level.LOCAL, TIMEOUT).after(token(net, "a"));
    long op = net.node("b").update(TAGS, "x", e -> e.add("late"), write);
    long delete = net.node("b").delete(TAGS, "x", write);
    net.run(3000);
    assertThat(net.node("b").written(op)).isInstanceOf(WriteResult.Unavailable.class);
    assertThat(net.node("b").written(delete)).isInstanceOf(WriteResult.Unavailable.class);
    assertThat(net.node("b").local(TAGS, "x")).isEmpty();
  }

  @Test
  @DisplayName("what fetching took is not added to the time that a write is given")
  void write_behind_hasItsTimeOnce() {
    EngineNet net = two();
    net.drop = flying -> true;
    add(net, "a", "mine");
    Write write = Write.atLeast(2, Duration.ofSeconds(1)).after(token(net, "a"));
    long op = net.node("b").update(TAGS, "x", e -> e.add("late"), write);
    net.run(250);
    net.drop = flying -> flying.send().traffic() == Traffic.DELTA;
    net.run(400);
    assertThat(net.node("b").local(TAGS, "x").map(ORSet::elements).orElse(Set.of()))
        .containsExactlyInAnyOrder("mine", "late");
    net.run(400);
    assertThat(net.node("b").written(op)).isInstanceOf(WriteResult.Unknown.class);
  }

  @Test
  @DisplayName("who has seen a delete is not shown what was before")
  void read_afterDelete_waits() {
    EngineNet net = two();
    add(net, "a", "old");
    net.run(500);
    net.drop = flying -> true;
    net.node("a").delete(TAGS, "x", Write.local());
    KeyToken token = token(net, "a");
    assertThat(token.epoch()).isEqualTo(1);
    long op = read(net, token);
    net.run(100);
    assertThat(net.node("b").read(op)).isNull();
    net.drop = flying -> false;
    net.run(1500);
    assertThat(net.node("b").read(op)).isInstanceOf(ReadResult.Absent.class);
  }

  @Test
  @DisplayName("a token of another key, or of no key, is refused by name")
  void wrongToken_isRejected() {
    EngineNet net = two();
    add(net, "a", "mine");
    KeyToken token = token(net, "a");
    KeyToken forged = KeyToken.of("tags", "y", 0, new byte[] {1, 2, 3});
    long other = net.node("b").fetch(TAGS, "y", Read.local().after(token));
    long bad = net.node("b").fetch(TAGS, "y", Read.local().after(forged));
    long write = net.node("b").update(TAGS, "y", e -> e.add("1"), Write.local().after(forged));
    assertThat(net.node("b").read(other))
        .isInstanceOfSatisfying(
            ReadResult.Rejected.class,
            r -> {
              assertThat(r.code()).isEqualTo(RejectedCode.WRONG_TOKEN);
              assertThat(r.detail()).contains("tags/x", "tags/y");
            });
    assertThat(net.node("b").read(bad)).isInstanceOf(ReadResult.Rejected.class);
    assertThat(net.node("b").written(write)).isInstanceOf(WriteResult.Rejected.class);
  }

  @Test
  @DisplayName("damaged text is no token")
  void damagedText_isMalformed() {
    EngineNet net = two();
    add(net, "a", "mine");
    String text = token(net, "a").toText();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = text.substring(0, i) + other + text.substring(i + 1);
      if (!damaged.equals(text) && !isSameBytes(text, damaged)) {
        assertThatThrownBy(() -> KeyToken.ofText(damaged))
            .isInstanceOf(MalformedBytesException.class);
      }
    }
    assertThatThrownBy(() -> KeyToken.ofText("")).isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> KeyToken.ofText("no token!"))
        .isInstanceOf(MalformedBytesException.class);
    assertThatThrownBy(() -> KeyToken.ofText("A".repeat(100_000)))
        .isInstanceOf(MalformedBytesException.class);
  }

  /** The last character may hold bits that no byte has. */
  private static boolean isSameBytes(String one, String other) {
    java.util.Base64.Decoder decoder = java.util.Base64.getUrlDecoder();
    return java.util.Arrays.equals(decoder.decode(one), decoder.decode(other));
  }
}
