package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.codec.Codecs;

/** A few keys of several groups are offered by the coordinators, and mended by the groups. */
class JointRepairTest {
  private static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> NOTES =
      Keyspaces.lwwRegister("notes", Codecs.utf8());

  private final EngineNet net = new EngineNet(4);

  /** Two equal nodes; deltas get lost from now on, and then each overwrites some of the keys. */
  private void differ() {
    net.start("a", NOTES);
    net.start("b", NOTES);
    for (int i = 0; i < 300; i++) {
      write("a", i, "v");
    }
    net.run(15_000);
    assertThat(net.roots()).hasSize(1);
    drop(f -> false);
    for (int i = 0; i < 20; i++) {
      write(i % 2 == 0 ? "a" : "b", i, "w");
      write(i % 2 == 0 ? "b" : "a", 300 + i, "new");
    }
    net.sent.clear();
  }

  private void drop(Predicate<EngineNet.Flying> more) {
    net.drop = f -> Conversation.message(f) instanceof Deltas || more.test(f);
  }

  private void write(String node, int key, String value) {
    net.node(node).update(NOTES, "k" + key, e -> e.set(value), Write.local());
  }

  /** From one coordinator to another, by somebody who can. */
  private void tell(String from, String to, Message message) {
    EngineNet.Node sender = net.node(from);
    EngineNet.Node receiver = net.node(to);
    int machine = Machine.COORDINATOR;
    byte[] frame =
        new Frame(
                machine,
                sender.replica.config().replica(),
                receiver.replica.config().replica(),
                message)
            .encode();
    receiver.input(machine, new Input.Frame(sender.endpoint, frame));
  }

  private <M> List<M> sent(Class<M> type) {
    return net.sent.stream()
        .map(Conversation::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  @DisplayName(
      "keys of all groups are offered in one frame; what is missing goes from group to group")
  void fewKeys_oneOffer() {
    differ();
    net.run(12_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(Offer.class)).singleElement().satisfies(o -> assertThat(o.keys()).hasSize(30));
    assertThat(sent(OfferDone.class)).hasSize(1);
    Set<Integer> machines =
        net.sent.stream()
            .filter(f -> Conversation.message(f) instanceof Repair)
            .map(f -> f.send().machine())
            .collect(Collectors.toSet());
    assertThat(machines).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(sent(Repair.class).stream().mapToInt(r -> r.entries().size()).sum()).isEqualTo(40);
  }

  @Test
  @DisplayName("many keys are offered by each group")
  void manyKeys_byGroup() {
    differ();
    for (int i = 0; i < 300; i++) {
      write("a", i, "w");
    }
    net.run(12_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(net.sent)
        .filteredOn(f -> Conversation.message(f) instanceof Offer)
        .noneMatch(f -> f.send().machine() == Machine.COORDINATOR);
  }

  @Test
  @DisplayName("an offer or an answer that gets lost costs its exchange, and the next one mends")
  void lost_nextExchange() {
    differ();
    int[] lost = {0};
    drop(
        f ->
            Conversation.message(f) instanceof Offer && lost[0]++ == 0
                || Conversation.message(f) instanceof OfferDone && lost[0]++ < 3);
    net.run(30_000);
    assertThat(lost[0]).isGreaterThan(2);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("an answer that wants what was not offered, or cannot be read, costs no key")
  void badAnswer_keysAreMended() {
    differ();
    Summarised unreadable = new Summarised(0, true, 1, new Seen(0, new byte[] {-1, -1}));
    int[] forged = {0};
    net.onArrival =
        (node, flying) -> {
          if (Conversation.message(flying) instanceof OfferDone done && forged[0]++ == 0) {
            for (int index : new int[] {5_000, 0}) {
              List<OfferDone.Want> bad = List.of(new OfferDone.Want(index, unreadable));
              tell(flying.from(), flying.to(), new OfferDone(done.exchange(), done.round(), bad));
            }
          }
        };
    net.run(30_000);
    assertThat(forged[0]).isPositive();
    assertThat(net.traced(TraceEvent.FrameRejected.class))
        .anyMatch(r -> r.why().contains("key 5000 is wanted of an offer of 30"))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(net.roots()).hasSize(1);
  }

  @Test
  @DisplayName("an offer that comes twice is answered, and no more than a few are open at a time")
  void offers_manyAtOnce_bounded() {
    differ();
    for (int i = 0; i < 100; i++) {
      tell("b", "a", new Offer(7, i / 2, List.of(Summarised.lacking(5))));
    }
    net.run(12_000);
    assertThat(sent(OfferDone.class).size()).isBetween(4, 110);
    assertThat(net.roots()).hasSize(1);
  }
}
