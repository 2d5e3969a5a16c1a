package org.rejoin.cluster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeQuestion;
import org.rejoin.antientropy.sketch.Sketch;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.antientropy.sketch.Symbols;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.AnyFrames;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.OfferDone.Want;
import org.rejoin.cluster.engine.wire.Pull;
import org.rejoin.cluster.engine.wire.RangeAsk;
import org.rejoin.cluster.engine.wire.RangeTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.cluster.engine.wire.SymbolTell;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ORSet;

/**
 * Frames that are well-formed and that no honest node sends, against whole machines: nothing is
 * thrown, each takes short, and the next ordinary comparison ends in agreement.
 */
@Timeout(3600)
class HostileMeaningTest {
  private static final int FRAMES = Boolean.getBoolean("rejoin.long") ? 100_000 : 4_000;
  private static final int GROUPS = 2;
  private static final int KEYS = 60;
  private static final Duration CENTURY = Duration.ofDays(36_525);

  private final EngineNet net = new EngineNet(GROUPS);
  private EngineNet.Node a;
  private EngineNet.Node b;

  @BeforeEach
  void start() {
    a = net.start("a", Conversation.CARTS, Conversation.STOCK, Conversation.NOTES);
    b = net.start("b", Conversation.CARTS, Conversation.STOCK, Conversation.NOTES);
    for (int i = 0; i < KEYS; i++) {
      String value = "v" + i;
      a.update(Conversation.CARTS, "key" + i, e -> e.add(value), Write.local());
      b.update(Conversation.NOTES, "key" + i, e -> e.set(value), Write.local());
    }
    net.run(8_000);
    assertThat(net.roots()).hasSize(1);
    net.sent.clear();
  }

  /** From b to a machine of a. */
  private void tell(int machine, Message message) {
    Frame frame =
        new Frame(machine, b.replica.config().replica(), a.replica.config().replica(), message);
    a.input(machine, new Input.Frame(b.endpoint, frame.encode()));
  }

  /** What has to be for a to begin a comparison, and find something. */
  private static boolean isLost(EngineNet.Flying flying) {
    Message message = Conversation.message(flying);
    return message instanceof Deltas || (message instanceof Hello && flying.from().equals("b"));
  }

  /** An ordinary write at each comes to the other. */
  private void expectOrdinaryCourse() {
    long atA = a.update(Conversation.STOCK, "last", e -> e.increment(1), Write.local());
    long atB = b.update(Conversation.STOCK, "last", e -> e.increment(1), Write.local());
    assertThat(List.of(a.written(atA), b.written(atB)))
        .allMatch(result -> result instanceof WriteResult.Acked);
    net.run(30_000);
    assertThat(net.roots()).hasSize(1);
    assertThat(a.local(Conversation.STOCK, "last").orElseThrow().value()).isEqualTo(2);
  }

  /** Of one key: under one name, states of several would be different writes with equal dots. */
  private static List<byte[]> states(EngineNet.Node node) {
    ORSet<String> cart = node.local(Conversation.CARTS, "key0").orElseThrow();
    return List.of(cart.toBytes(), cart.summary().toBytes());
  }

  /** All but greetings: one that does not fit ends the acquaintance, as it should. */
  @Test
  @DisplayName("wild frames of all types, to all machines")
  void wildFrames_nothingThrown_agreementFollows() {
    SplittableRandom random = new SplittableRandom(3);
    AnyFrames wild = new AnyFrames(random, true, states(a));
    for (int i = 0; i < FRAMES; i++) {
      MessageType type = MessageType.values()[1 + random.nextInt(MessageType.values().length - 1)];
      Message message = wild.message(type);
      int machine = random.nextInt(GROUPS + 1);
      tell(machine, message);
      if (i % 100 == 0) {
        net.run(100);
        net.sent.clear();
        net.trace.clear();
      }
    }
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("greetings of those who do not fit are refused, and one that fits makes up for it")
  void wildGreetings_thenAnOrdinaryOne() {
    AnyFrames wild = new AnyFrames(new SplittableRandom(4), true, List.of());
    for (int i = 0; i < 1_000; i++) {
      tell(Machine.COORDINATOR, wild.message(MessageType.GREET));
    }
    int refused = net.traced(TraceEvent.PeerRefused.class).size();
    assertThat(refused).isGreaterThan(300);
    assertThat(refused + net.traced(TraceEvent.FrameRejected.class).size()).isEqualTo(1_000);
    net.stop("b");
    b = net.start("b", Conversation.CARTS, Conversation.STOCK, Conversation.NOTES);
    net.run(8_000);
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("ten thousand numbers of streams, batches and gaps that were never given")
  void deltas_ofNumbersNeverGiven() {
    long[] wild = {0, 1, 2, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, -1, 1L << 62};
    for (long stream : wild) {
      for (long base : wild) {
        for (long from : wild) {
          Hlc clock = Hlc.ZERO;
          Deltas.Reach reach = new Deltas.Reach(0, Math.max(0, from), Math.max(0, base));
          tell(1, new Deltas(stream, base, from, true, clock, Optional.empty(), reach, List.of()));
        }
      }
    }
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("an offer that names keys of all the world is answered within one round's bounds")
  void offer_ofManyKeys_bounded() {
    List<Summarised> keys =
        LongStream.range(0, 6_000).mapToObj(i -> Summarised.lacking(i << 50)).toList();
    tell(1, new Offer(5, 1, keys));
    List<Summarised> held =
        LongStream.range(0, 2_000)
            .mapToObj(i -> new Summarised(i << 50, true, (int) i, Seen.NOTHING))
            .toList();
    tell(1, new Offer(5, 1, held));
    assertThat(net.sent).hasSizeLessThan(60);
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("a question to the last index there is, and one for another node's ranges")
  void questions_beyondWhatThereIs_answered() {
    for (int from : new int[] {0, 12, 4_095, 4_096, Symbols.MAX_INDEX - 1}) {
      SymbolQuestion all = new SymbolQuestion(9, from, Symbols.MAX_INDEX, Optional.empty());
      tell(Machine.COORDINATOR, new Pull(all));
      tell(1, new Pull(all));
    }
    for (int bits = 0; bits <= 40; bits++) {
      long prefix = bits == 0 ? 0 : -1L << (64 - bits);
      RangeQuestion question = new RangeQuestion(9, List.of(new Range(prefix, bits)));
      tell(1, new RangeAsk(question));
      tell(2, new RangeAsk(question));
    }
    assertThat(net.sent.stream().map(Conversation::message))
        .filteredOn(message -> message instanceof RangeTell)
        .hasSize(2 * 41);
    expectOrdinaryCourse();
  }

  /** Symbols of other items than b has, one by one, under the question's own number. */
  @Test
  @DisplayName("symbols that never tell anything, one at a time, end the search and not the walk")
  void symbols_thatNeverPeel_oneByOne() {
    Sketch other = new Sketch(HashSuites.sipHash(new byte[] {9}), 4_096);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10_000; i++) {
      other.add(new Item(random.nextLong(), random.nextLong()));
    }
    int[] answered = {0};
    net.drop =
        f -> {
          Message message = Conversation.message(f);
          if (message instanceof Pull pull && f.from().equals("a")) {
            answered[0]++;
            SymbolQuestion asked = pull.question();
            for (int i = asked.from(); i < Math.min(asked.to(), 4_096); i++) {
              Symbols one = other.symbols(i, i + 1);
              SymbolAnswer answer = new SymbolAnswer(asked.nonce(), 77, 10_000, asked.to(), one);
              net.at(0, () -> tell(f.send().machine(), new SymbolTell(answer)));
            }
            return true;
          }
          return isLost(f);
        };
    for (int i = 0; i < 300; i++) {
      b.update(Conversation.CARTS, "new" + i, e -> e.add("x"), Write.local());
    }
    net.run(10_000);
    assertThat(answered[0]).isPositive();
    net.drop = f -> false;
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("a clock a century off is not followed: later writes are stamped by this node's own")
  void clocks_aCenturyOff_notFollowed() {
    for (long millis : new long[] {CENTURY.toMillis(), (1L << 48) - 1}) {
      tell(1, new Repair(Hlc.ofMillis(millis), List.of()));
      tell(2, new Repair(new Hlc(Hlc.ofMillis(millis).bits() | 0xffff), List.of()));
    }
    assertThat(net.traced(TraceEvent.ClockAhead.class)).hasSize(4);
    long op = a.update(Conversation.NOTES, "key1", e -> e.set("later"), Write.local());
    assertThat(a.written(op)).isInstanceOf(WriteResult.Acked.class);
    expectOrdinaryCourse();
  }

  @Test
  @DisplayName("an answer to an offer that cannot be read is as if it had not come")
  void offerDone_malformedSummary_changesNothing() {
    int[] forged = {0};
    net.onArrival =
        (node, flying) -> {
          if (node == a && Conversation.message(flying) instanceof OfferDone done) {
            Summarised unreadable = new Summarised(0, true, 1, new Seen(0, new byte[] {-1, -1}));
            List<Want> bad = List.of(new Want(0, unreadable));
            forged[0]++;
            tell(flying.send().machine(), new OfferDone(done.exchange(), done.round(), bad));
          }
        };
    net.drop = HostileMeaningTest::isLost;
    for (int i = 0; i < 10; i++) {
      b.update(Conversation.CARTS, "key" + i, e -> e.add("more"), Write.local());
    }
    net.trace.clear();
    net.run(12_000);
    assertThat(forged[0]).isPositive();
    assertThat(net.traced(TraceEvent.FrameRejected.class)).hasSize(forged[0]);
    assertThat(net.traced(TraceEvent.ExchangeEnded.class))
        .as("walks that were given up")
        .allMatch(TraceEvent.ExchangeEnded::finished);
    assertThat(net.roots()).hasSize(1);
  }
}
