package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.cluster.engine.wire.HelloAck;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.ORSet;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What went wrong in the anti-entropy of others, tried on two nodes: docs/pitfalls.md has the
 * table. Each check is there twice: it passes, and it finds a faulty twin.
 */
class PitfallsTest {
  private static final KeyspaceSpec<LWWRegister<String>, LWWRegister.Editor<String>> NOTES =
      Conversation.NOTES;
  private static final KeyspaceSpec<ORSet<String>, ORSet.Editor<String>> CARTS = Conversation.CARTS;
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> STOCK = Conversation.STOCK;
  private static final KeyspaceSpec<
          ORMap<String, ORSet<String>, ORSet.Editor<String>>,
          ORMap.Editor<String, ORSet.Editor<String>>>
      MAPS = Keyspaces.orMap("maps", Codecs.utf8(), ORSet.type(Codecs.utf8()));
  private static final EngineNet.Twist HONEST = (node, machine, input, effects) -> effects;

  private static Message message(EngineNet.Flying flying) {
    return Conversation.message(flying);
  }

  /** Two nodes of so many groups that hold the same; from now on deltas get lost. */
  private static EngineNet two(int groups, int keys) {
    EngineNet net = new EngineNet(groups);
    begin(net, keys);
    return net;
  }

  private static void begin(EngineNet net, int keys) {
    net.start("a", NOTES, CARTS, STOCK, MAPS);
    set(net, "a", 0, keys, "old");
    net.start("b", NOTES, CARTS, STOCK, MAPS);
    net.run(20_000);
    net.drop = f -> message(f) instanceof Deltas;
    net.sent.clear();
    net.trace.clear();
  }

  private static void set(EngineNet net, String node, int from, int to, String value) {
    for (int i = from; i < to; i++) {
      net.node(node).update(NOTES, "k" + i, e -> e.set(value), Write.local());
    }
  }

  private static long sent(EngineNet net, Class<? extends Message> type) {
    return net.sent.stream().filter(f -> type.isInstance(message(f))).count();
  }

  private static List<Entry> repaired(EngineNet net, String from) {
    List<Entry> entries = new ArrayList<>();
    for (EngineNet.Flying flying : net.sent) {
      if (flying.from().equals(from) && message(flying) instanceof Repair repair) {
        entries.addAll(repair.entries());
      }
    }
    return entries;
  }

  /** The message of a frame, if the effect sends one. */
  private static Optional<Message> message(Effect effect) {
    return effect instanceof Effect.Send send
        ? Optional.of(Frame.decode(send.frame()).message())
        : Optional.empty();
  }

  private static Effect instead(Effect.Send send, Message message) {
    Frame frame = Frame.decode(send.frame());
    byte[] bytes = new Frame(frame.machine(), frame.between(), message).encode();
    return new Effect.Send(send.to(), send.machine(), send.traffic(), bytes);
  }

  /**
   * Pitfall 2. Types of each family, changed on both sides: messages of repair once they agree, and
   * alarms.
   */
  private static long repairsOfTheEqual(EngineNet net) {
    begin(net, 20);
    for (String node : List.of("a", "b")) {
      for (int i = 0; i < 10; i++) {
        String id = "x" + i;
        edit(net, node, CARTS, id, e -> e.add(node).remove("a"));
        edit(net, node, STOCK, id, e -> e.increment(node.length()));
        edit(net, node, NOTES, id, e -> e.set(node));
        edit(net, node, MAPS, id, e -> e.at(node, set -> set.add(node)));
      }
      net.node(node).delete(CARTS, "x1", Write.local());
    }
    net.run(20_000);
    net.sent.clear();
    net.run(40_000);
    return sent(net, Offer.class)
        + sent(net, OfferDone.class)
        + sent(net, Repair.class)
        + net.traced(TraceEvent.CorruptionFound.class).size();
  }

  private static <S extends Editable<S, E>, E> void edit(
      EngineNet net, String node, KeyspaceSpec<S, E> spec, String id, Consumer<E> change) {
    net.node(node).update(spec, id, change, Write.local());
  }

  @Test
  @DisplayName("2: the hash covers exactly what repair compares: who agrees mends nothing")
  void hash_ofEqualStates_endsRepair() {
    EngineNet net = new EngineNet(2);
    assertThat(repairsOfTheEqual(net)).isZero();
    assertThat(net.roots()).hasSize(1);
    EngineNet faulty = new EngineNet(2);
    faulty.suites = (name, suite) -> new Salted(suite, name);
    assertThat(repairsOfTheEqual(faulty)).isPositive();
  }

  /** The version of a key says who holds it, too. */
  private record Salted(HashSuite suite, String node) implements HashSuite {
    @Override
    public String name() {
      return suite.name();
    }

    @Override
    public Digest128 hash128(HashDomain domain, byte[] input) {
      Digest128 hash = suite.hash128(domain, input);
      return domain == HashDomain.VERSION ? hash.plus(new Digest128(node.charAt(0), 0)) : hash;
    }
  }

  /** All keys have one hash. */
  private record OneKeyHash(HashSuite suite, long value) implements HashSuite {
    @Override
    public String name() {
      return suite.name();
    }

    @Override
    public Digest128 hash128(HashDomain domain, byte[] input) {
      return domain == HashDomain.KEY ? new Digest128(value, value) : suite.hash128(domain, input);
    }
  }

  private static boolean agreeUnderOneKeyHash(long value, EngineNet.Twist twist) {
    EngineNet net = new EngineNet(2);
    net.suites = (name, suite) -> new OneKeyHash(suite, value);
    begin(net, 10);
    net.twist = twist;
    set(net, "a", 5, 15, "new");
    set(net, "b", 12, 20, "newer");
    net.run(30_000);
    return net.roots().size() == 1 && net.node("a").keys().size() == 20;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 42})
  @DisplayName("4: no key hash is special, not even one that all keys share")
  void keyHash_any_converges(long value) {
    assertThat(agreeUnderOneKeyHash(value, HONEST)).isTrue();
    EngineNet.Twist zeroIsNone =
        (node, machine, input, effects) ->
            effects.stream()
                .filter(effect -> !(message(effect).orElse(null) instanceof Repair) || value != 0)
                .toList();
    assertThat(agreeUnderOneKeyHash(value, zeroIsNone)).isEqualTo(value != 0);
  }

  /** What is written in a minute in which clients only read. */
  private static long writesOfReaders(EngineNet.Twist twist) {
    EngineNet net = two(2, 50);
    net.drop = f -> false;
    net.twist = twist;
    Set<String> roots = new HashSet<>(net.roots());
    for (int second = 0; second < 60; second++) {
      for (String node : List.of("a", "b")) {
        net.node(node).fetch(NOTES, "k" + second % 60, Read.local());
        net.node(node).fetch(NOTES, "k" + second % 60, Read.majority(Duration.ofSeconds(1)));
      }
      net.run(1_000);
      roots.addAll(net.roots());
    }
    assertThat(sent(net, Hello.class)).as("comparisons meanwhile").isGreaterThan(10);
    long joined =
        net.traced(TraceEvent.Joined.class).stream().filter(TraceEvent.Joined::news).count();
    return joined + net.traced(TraceEvent.Updated.class).size() + roots.size() - 1;
  }

  @Test
  @DisplayName("5: a minute of reads and comparisons writes nothing")
  void reads_andComparisons_writeNothing() {
    assertThat(writesOfReaders(HONEST)).isZero();
    EngineNet.Twist bumping =
        (node, machine, input, effects) -> {
          if (input instanceof Input.Fetch<?, ?> fetch && fetch.key().id().equals("k7")) {
            node.update(NOTES, "k7", e -> e.set("read"), Write.local());
          }
          return effects;
        };
    assertThat(writesOfReaders(bumping)).isPositive();
  }

  /** As b asks, a has just written more than its ring takes. Is what differs found, then mended? */
  private static boolean mendsWhileStale(EngineNet.Twist twist) {
    EngineNet net = two(1, 17_000);
    net.twist = twist;
    net.drop =
        f -> message(f) instanceof Deltas || (f.from().equals("a") && message(f) instanceof Hello);
    boolean[] isWritten = {false};
    net.onArrival =
        (node, flying) -> {
          if (!isWritten[0] && message(flying) instanceof Hello) {
            isWritten[0] = true;
            set(net, "a", 0, 17_000, "new");
          }
        };
    net.run(30_000);
    TraceEvent.ExchangeEnded asked =
        net.traced(TraceEvent.ExchangeEnded.class).stream()
            .filter(ended -> ended.peer().equals(net.node("a").endpoint))
            .findFirst()
            .orElseThrow();
    return !asked.equal() && net.roots().size() == 1;
  }

  @Test
  @DisplayName("7: what differs is found while the sketch is coded anew")
  void sketch_stale_differenceIsFound() {
    assertThat(mendsWhileStale(HONEST)).isTrue();
    EngineNet.Twist staleIsEqual =
        (node, machine, input, effects) ->
            effects.stream()
                .map(
                    effect ->
                        message(effect).orElse(null) instanceof HelloAck ack
                                && isWithoutSymbols(ack)
                            ? instead((Effect.Send) effect, equal(ack))
                            : effect)
                .toList();
    assertThat(mendsWhileStale(staleIsEqual)).isFalse();
  }

  /** An answer that has no symbols, as while they are coded anew. */
  private static boolean isWithoutSymbols(HelloAck ack) {
    return ack.first().isPresent() && ack.first().get().isNothing();
  }

  private static HelloAck equal(HelloAck ack) {
    return new HelloAck(ack.exchange(), HelloAck.Verdict.EQUAL, ack.wallMillis(), Optional.empty());
  }

  /** How many of 20 keys a node has after a start with this on its disk. */
  private static int loaded(boolean isEndedByABadOne) {
    KeyspaceSpec<PNCounter, PNCounter.Editor> durable = Keyspaces.pnCounter("stock").durable();
    EngineNet net = new EngineNet(1);
    net.start("a", durable);
    for (int i = 0; i < 20; i++) {
      net.node("a").update(durable, "k" + i, e -> e.increment(1), Write.local());
    }
    net.run(1_000);
    net.stop("a");
    List<ItemId> items = List.copyOf(net.disks.get("a").keySet());
    byte[] damaged = net.disks.get("a").get(items.get(5)).clone();
    damaged[damaged.length - 1] ^= 1;
    net.disks.get("a").put(items.get(5), damaged);
    if (isEndedByABadOne) {
      items.subList(6, 20).forEach(net.disks.get("a")::remove);
    }
    int keys = net.start("a", durable).keys().size();
    assertThat(net.traced(TraceEvent.RecordRefused.class)).hasSize(1);
    return keys;
  }

  @Test
  @DisplayName("8: a record that cannot be read is reported and left out, and ends nothing")
  void load_oneBadRecord_restIsThere() {
    assertThat(loaded(false)).isEqualTo(19);
    assertThat(loaded(true)).isLessThan(19);
  }

  /** Writes that were not answered in their own step, while nobody folds. */
  private static int unansweredWhileStalled(EngineNet.Twist twist) {
    EngineNet net = two(1, 5_000);
    net.twist = twist;
    int unanswered = 0;
    for (int i = 0; i < 30_000; i++) {
      String value = "v" + i;
      long op = net.node("a").update(NOTES, "k" + i % 5_000, e -> e.set(value), Write.local());
      unanswered += net.node("a").written(op) instanceof WriteResult.Acked ? 0 : 1;
    }
    return unanswered;
  }

  @Test
  @DisplayName("10: who writes never waits for the sketch: each write is answered in its own step")
  void folding_stalled_writesGoOn() {
    assertThat(unansweredWhileStalled(HONEST)).isZero();
    int[] unfolded = {0};
    EngineNet.Twist waitsForRoom =
        (node, machine, input, effects) -> {
          unfolded[0] = input instanceof Input.Wake ? 0 : unfolded[0] + 1;
          boolean isFull = unfolded[0] > 8_192;
          return effects.stream().filter(e -> !isFull || !(e instanceof Effect.Reply)).toList();
        };
    assertThat(unansweredWhileStalled(waitsForRoom)).isPositive();
  }

  /** Each repair is sent twice. */
  private static List<Effect> twice(
      EngineNet.Node node, int machine, Input input, List<Effect> effects) {
    List<Effect> more = new ArrayList<>(effects);
    effects.stream()
        .filter(effect -> message(effect).orElse(null) instanceof Repair)
        .forEach(more::add);
    return more;
  }

  /** How often each of the keys that differ was sent, on average. */
  private static double overrepair(int differing, EngineNet.Twist twist) {
    EngineNet net = two(4, 1_500);
    net.twist = twist;
    set(net, "a", 0, differing, "new");
    net.run(20_000);
    assertThat(net.roots()).hasSize(1);
    return (repaired(net, "a").size() + repaired(net, "b").size()) / (double) differing;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000})
  @DisplayName("17: what is repaired is what differs, and is sent once")
  void repair_ofFewOrMany_sendsEachOnce(int differing) {
    assertThat(overrepair(differing, HONEST)).isLessThanOrEqualTo(1.1);
    assertThat(overrepair(differing, PitfallsTest::twice)).isGreaterThan(1.1);
  }

  /** Values that the side sends which has only older ones. */
  private static int shippedByTheStale(EngineNet.Twist twist) {
    EngineNet net = two(2, 300);
    net.twist = twist;
    set(net, "a", 0, 300, "new");
    net.run(20_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(sent(net, Offer.class)).isPositive();
    return repaired(net, "b").size();
  }

  @Test
  @DisplayName("18: the side that has only older values sends none of them")
  void repair_staleSide_shipsNothing() {
    assertThat(shippedByTheStale(HONEST)).isZero();
    EngineNet.Twist eager =
        (node, machine, input, effects) -> {
          List<Effect> more = new ArrayList<>(effects);
          for (Effect effect : effects) {
            if (node.name.equals("b")
                && (message(effect).orElse(null) instanceof Offer
                    || message(effect).orElse(null) instanceof OfferDone)) {
              Entry old =
                  new Entry("notes", Entry.typeOf(NOTES.type().tag()), "k1", 0, 0, new byte[] {1});
              more.add(instead((Effect.Send) effect, new Repair(Hlc.ZERO, List.of(old))));
            }
          }
          return more;
        };
    assertThat(shippedByTheStale(eager)).isPositive();
  }

  /** Bytes that it takes to mend so many differences. */
  private static long bytesToMend(int differing, EngineNet.Twist twist) {
    EngineNet net = two(4, 100);
    net.twist = twist;
    set(net, "a", 100, 100 + differing, "new");
    for (int second = 0; second < 300 && net.roots().size() > 1; second++) {
      net.run(1_000);
    }
    return net.sent.stream()
        .filter(f -> !(message(f) instanceof Deltas))
        .mapToLong(f -> f.send().frame().length)
        .sum();
  }

  @Test
  @DisplayName("20: ten times as many differences take ten times as many bytes")
  void repair_ofManyDifferences_linear() {
    int few = 2_000;
    int many = Boolean.getBoolean("rejoin.long") ? 100_000 : 20_000;
    double times = (double) many / few;
    assertThat(bytesToMend(many, HONEST))
        .isLessThan((long) (1.5 * times * bytesToMend(few, HONEST)));
    EngineNet.Twist capped =
        (node, machine, input, effects) -> {
          List<Effect> some = new ArrayList<>();
          boolean[] isFirst = {true};
          for (Effect effect : effects) {
            if (!(message(effect).orElse(null) instanceof Repair repair)) {
              some.add(effect);
            } else if (isFirst[0]) {
              isFirst[0] = false;
              List<Entry> few3 = repair.entries().subList(0, Math.min(3, repair.entries().size()));
              some.add(instead((Effect.Send) effect, new Repair(repair.clock(), few3)));
            }
          }
          return some;
        };
    assertThat(bytesToMend(few, capped)).isGreaterThan(3 * bytesToMend(few, HONEST));
  }

  /** Of a thousand writes a second, how many were repaired where they were held already. */
  private static double noopsPerWrite(EngineNet.Twist twist) {
    EngineNet net = two(4, 5_000);
    net.drop = f -> false;
    net.twist = twist;
    int writes = 6_000;
    for (int i = 0; i < writes; i++) {
      set(net, i % 2 == 0 ? "a" : "b", i * 31 % 5_000, i * 31 % 5_000 + 1, "v" + i);
      net.run(1);
    }
    assertThat(net.traced(TraceEvent.ExchangeEnded.class)).isNotEmpty();
    long noops =
        net.traced(TraceEvent.Joined.class).stream()
            .filter(joined -> joined.cause() == Change.Cause.REPAIR && !joined.news())
            .count();
    return (double) noops / writes;
  }

  @Test
  @DisplayName("21: what is compared is not behind the writes: hardly any is repaired for nothing")
  void repair_besideWrites_hardlyForNothing() {
    assertThat(noopsPerWrite(HONEST)).isLessThan(0.01);
    assertThat(noopsPerWrite(PitfallsTest::twice)).isGreaterThan(0.01);
  }

  /** b dies before its n-th message of a comparison; does its next life agree with a in time? */
  private static boolean agreesAfterDeath(int n, EngineNet.Twist twist) {
    EngineNet net = two(2, 200);
    int[] said = {0};
    net.drop =
        f -> {
          if (message(f) instanceof Deltas) {
            return true;
          }
          if (f.from().equals("b") && said[0]++ == n) {
            net.at(0, () -> net.stop("b"));
          }
          return said[0] > n && f.from().equals("b");
        };
    set(net, "a", 0, 150, "new");
    set(net, "b", 150, 250, "new");
    net.run(15_000);
    net.twist = twist;
    net.drop = f -> false;
    net.start("b", NOTES, CARTS, STOCK, MAPS);
    net.run(15_000);
    return net.roots().size() == 1 && net.node("b").keys().size() >= 200;
  }

  @Test
  @DisplayName("24: who dies at any message of a comparison pins nothing")
  void death_atAnyMessage_pinsNothing() {
    for (int n = 0; n < 14; n++) {
      assertThat(agreesAfterDeath(n, HONEST)).as("death at message " + n).isTrue();
    }
    EngineNet.Twist pinned =
        (node, machine, input, effects) ->
            effects.stream()
                .filter(
                    effect ->
                        !node.name.equals("a")
                            || !(message(effect).orElse(null) instanceof Hello
                                || message(effect).orElse(null) instanceof HelloAck))
                .toList();
    assertThat(agreesAfterDeath(3, pinned)).isFalse();
  }
}
