package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolvers;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.Codecs;

/** Tokens and deletes: dots begin again with a delete, what a token covers does not. */
class TokenEpochTest {
  private static final KeyspaceSpec<SiblingRegister<String>, SiblingRegister.Editor<String>> NAMES =
      Keyspaces.siblings("names", Codecs.utf8(), ConflictSettings.onRead(Resolvers.keepAll()))
          .registers();
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final EngineNet net = new EngineNet(1);

  @BeforeEach
  void start() {
    for (String node : List.of("a", "b", "c")) {
      net.start(node, NAMES);
    }
    net.run(500);
  }

  private WriteResult put(String node, String value, Token shown) {
    return net.node(node)
        .written(net.node(node).update(NAMES, "x", e -> e.put(value, shown), Write.local()));
  }

  private void delete(String node) {
    net.node(node).delete(NAMES, "x", Write.local());
  }

  private Token token(String node) {
    long op = net.node(node).fetch(NAMES, "x", Read.local());
    @SuppressWarnings("unchecked")
    ReadResult.Found<SiblingRegister<String>> found =
        (ReadResult.Found<SiblingRegister<String>>) net.node(node).read(op);
    return found.value().token().inEpoch(found.epoch());
  }

  private List<String> values(String node) {
    return net.node(node).local(NAMES, "x").orElseThrow().siblings().values();
  }

  @Test
  @DisplayName("a token of before a delete does not cover what was put since, under the same dots")
  void tokenOfBefore_coversNothingSince() {
    put("a", "old", Token.empty());
    net.run(200);
    Token old = token("b");
    delete("a");
    put("a", "unseen", Token.empty());
    net.run(200);
    assertThat(token("a")).isEqualTo(old.inEpoch(1)).isNotEqualTo(old);

    assertThat(put("b", "mine", old).isAcked()).isTrue();
    net.node("b").update(NAMES, "x", e -> e.remove(old), Write.local());
    net.run(6000);
    for (String node : List.of("a", "b", "c")) {
      assertThat(values(node)).containsExactlyInAnyOrder("unseen", "mine");
    }
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("a token of the same epoch covers what it did, also where concurrent deletes met")
  void tokenOfSameEpoch_covers() {
    put("a", "old", Token.empty());
    net.run(200);
    net.drop = f -> f.from().equals("c") != f.to().equals("c");
    delete("a");
    put("a", "left", Token.empty());
    Token left = token("a");
    delete("c");
    put("c", "right", Token.empty());
    net.drop = f -> false;
    net.run(6000);
    assertThat(put("b", "new", left).isAcked()).isTrue();
    net.run(200);
    assertThat(values("c")).containsExactlyInAnyOrder("right", "new");
  }

  @Test
  @DisplayName("a node that has not met a delete refuses a later token, until a read brings it")
  void tokenOfAfter_isRefusedWhereTheDeleteHasNotCome() {
    put("a", "old", Token.empty());
    net.run(200);
    net.drop = f -> f.from().equals("c") != f.to().equals("c");
    delete("a");
    put("a", "new", Token.empty());
    Token later = token("a");
    net.run(200);

    assertThat(put("c", "mine", later))
        .isInstanceOfSatisfying(
            WriteResult.Rejected.class,
            r -> {
              assertThat(r.code()).isEqualTo(RejectedCode.TOKEN_AHEAD);
              assertThat(r.detail()).contains("delete epoch 1", "only 0");
            });
    assertThat(values("c")).containsExactly("old");
    net.drop = f -> false;
    long read = net.node("c").fetch(NAMES, "x", Read.majority(TIMEOUT));
    net.run(1000);
    assertThat(net.node("c").read(read)).isInstanceOf(ReadResult.Found.class);
    assertThat(put("c", "mine", later).isAcked()).isTrue();
    net.run(6000);
    for (String node : List.of("a", "b", "c")) {
      assertThat(values(node)).containsExactly("mine");
    }
  }
}
