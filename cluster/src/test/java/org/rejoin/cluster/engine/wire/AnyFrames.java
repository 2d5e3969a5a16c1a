package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeAnswer;
import org.rejoin.antientropy.RangeQuestion;
import org.rejoin.antientropy.sketch.ShardMap;
import org.rejoin.antientropy.sketch.Sketch;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.antientropy.sketch.SymbolQuestion.Sizes;
import org.rejoin.antientropy.sketch.Symbols;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;

/**
 * Messages of every type, drawn from a seed. The tame ones are such as a node sends; the wild ones
 * are as well-formed and say what no honest node says: numbers near 2^63, lists as long as a frame
 * takes, states that are none.
 */
public final class AnyFrames {
  private static final Map<MessageType, Function<AnyFrames, Message>> DRAWN =
      new EnumMap<>(MessageType.class);
  private static final long[] WILD_NUMBERS = {
    0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, 1L << 48, (1L << 48) - 1, 1L << 31, 255
  };
  private static final long[] WILD_COUNTS = {0, 1, Long.MAX_VALUE, 1L << 62, 1L << 31, 4096};
  private static final int[] WILD_INDICES = {0, 1, 11, 12, 4095, 4096, (1 << 20) - 2};

  static {
    DRAWN.put(MessageType.GREET, AnyFrames::greet);
    DRAWN.put(MessageType.HELLO, a -> new Hello(a.id(), a.id(), a.id(), a.count()));
    DRAWN.put(MessageType.HELLO_ACK, AnyFrames::helloAck);
    DRAWN.put(MessageType.DELTAS, AnyFrames::deltas);
    DRAWN.put(MessageType.FRONTIER_TELL, AnyFrames::frontierTell);
    DRAWN.put(MessageType.ACK, AnyFrames::ack);
    DRAWN.put(MessageType.NACK, a -> new Nack(a.number(), a.number()));
    DRAWN.put(MessageType.RANGE_ASK, a -> new RangeAsk(new RangeQuestion(a.id(), a.ranges())));
    DRAWN.put(MessageType.RANGE_TELL, AnyFrames::rangeTell);
    DRAWN.put(MessageType.OFFER, a -> new Offer(a.id(), a.number(), a.keys()));
    DRAWN.put(MessageType.REPAIR, a -> new Repair(a.clock(), a.entries()));
    DRAWN.put(MessageType.OFFER_DONE, a -> new OfferDone(a.id(), a.number(), a.wants()));
    DRAWN.put(
        MessageType.READ_ASK,
        a -> new ReadAsk(a.number(), a.keyspace(), a.tag(), a.text(), a.seen()));
    DRAWN.put(MessageType.READ_TELL, AnyFrames::readTell);
    DRAWN.put(
        MessageType.WRITE_BACK, a -> new WriteBack(a.number(), a.part(), a.clock(), a.entries()));
    DRAWN.put(MessageType.WRITE_BACK_ACK, a -> new WriteBackAck(a.number(), a.part(), a.isHeads()));
    DRAWN.put(MessageType.SCHEMA, a -> new Schema(a.keyspace(), a.offer()));
    DRAWN.put(MessageType.SCHEMA_ACK, a -> new SchemaAck(a.keyspace()));
    DRAWN.put(MessageType.PULL, a -> new Pull(a.symbolQuestion()));
    DRAWN.put(MessageType.SYMBOL_TELL, a -> new SymbolTell(a.symbolAnswer()));
  }

  private final SplittableRandom random;
  private final boolean isWild;
  private final List<byte[]> states;

  /**
   * Draws from {@code random}.
   *
   * @param states bytes that entries and summaries carry now and then
   */
  public AnyFrames(SplittableRandom random, boolean isWild, List<byte[]> states) {
    this.random = random;
    this.isWild = isWild;
    this.states = List.copyOf(states);
  }

  /** The types that can be drawn. */
  public static Set<MessageType> types() {
    return DRAWN.keySet();
  }

  /** One message. */
  public Message message(MessageType type) {
    Function<AnyFrames, Message> drawn = DRAWN.get(type);
    if (drawn == null) {
      throw new IllegalArgumentException("nobody draws a " + type + ": add it here");
    }
    return drawn.apply(this);
  }

  private boolean isHeads() {
    return random.nextBoolean();
  }

  private long id() {
    return random.nextInt(4) == 0 ? number() : random.nextLong();
  }

  private long number() {
    return isWild ? WILD_NUMBERS[random.nextInt(WILD_NUMBERS.length)] : random.nextInt(300);
  }

  private long count() {
    return isWild ? WILD_COUNTS[random.nextInt(WILD_COUNTS.length)] : random.nextInt(300);
  }

  private int index() {
    return isWild ? WILD_INDICES[random.nextInt(WILD_INDICES.length)] : random.nextInt(40);
  }

  private int part() {
    return isWild && isHeads() ? Integer.MAX_VALUE : random.nextInt(3);
  }

  /** How long a list of elements of about so many bytes is: now and then as long as fits. */
  private int length(int bytesEach) {
    boolean isLong = isWild && random.nextInt(8) == 0;
    return isLong ? 60_000 / bytesEach : random.nextInt(6);
  }

  private String text() {
    if (isWild && random.nextInt(8) == 0) {
      return "\u2603".repeat(random.nextInt(2_000));
    }
    return "k" + random.nextInt(50);
  }

  private String keyspace() {
    return random.nextInt(4) == 0 ? text() : "carts";
  }

  private String tag() {
    return random.nextInt(4) == 0 ? text() : "orset/1<utf8>";
  }

  private byte[] bytes() {
    if (!states.isEmpty() && isHeads()) {
      return states.get(random.nextInt(states.size()));
    }
    byte[] bytes = new byte[random.nextInt(isWild && random.nextInt(8) == 0 ? 5_000 : 12)];
    random.nextBytes(bytes);
    return bytes;
  }

  private long epoch() {
    return isWild && random.nextInt(4) == 0 ? Seen.MAX_EPOCH : random.nextInt(3);
  }

  private Seen seen() {
    return new Seen(epoch(), bytes());
  }

  private Hlc clock() {
    long century = 100L * 365 * 24 * 3_600_000;
    return isWild
        ? new Hlc(isHeads() ? number() : Hlc.ofMillis(random.nextLong(2 * century)).bits())
        : Hlc.ofMillis(random.nextInt(100_000));
  }

  private <T> List<T> some(int bytesEach, Supplier<T> one) {
    int length = length(bytesEach);
    List<T> list = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      list.add(one.get());
    }
    return list;
  }

  private List<Entry> entries() {
    List<byte[]> few = List.of(bytes(), bytes(), new byte[0]);
    boolean isShort = isHeads();
    return some(
        isShort ? 10 : 40,
        () ->
            new Entry(
                isShort ? "carts" : keyspace(),
                Entry.typeOf(isShort ? "orset/1<utf8>" : tag()),
                "k" + random.nextInt(isShort ? 10 : 1_000_000),
                number(),
                epoch(),
                isShort ? few.get(2) : few.get(random.nextInt(3)),
                new byte[0]));
  }

  private List<Summarised> keys() {
    boolean isBare = isHeads();
    TreeSet<Long> hashes = new TreeSet<>(Long::compareUnsigned);
    hashes.addAll(some(isBare ? 9 : 40, () -> Item.placeOf(random.nextLong())));
    List<Summarised> keys = new ArrayList<>();
    for (long hash : hashes) {
      keys.add(
          isBare
              ? Summarised.lacking(hash)
              : new Summarised(
                  hash, true, random.nextInt(), new Seen(random.nextInt(2), new byte[1])));
    }
    return keys;
  }

  private List<OfferDone.Want> wants() {
    List<OfferDone.Want> wants = new ArrayList<>();
    int index = 0;
    for (Summarised key : keys()) {
      wants.add(new OfferDone.Want(index, key));
      index += 1 + random.nextInt(3);
    }
    return wants;
  }

  private List<Range> ranges() {
    int bits = isWild ? random.nextInt(41) : 4 * random.nextInt(4);
    TreeSet<Long> prefixes = new TreeSet<>(Long::compareUnsigned);
    int most = isWild ? RangeQuestion.MAX_RANGES : 4;
    for (int i = 0; i < most; i++) {
      prefixes.add(bits == 0 ? 0 : random.nextLong() << (64 - bits));
    }
    return prefixes.stream().map(prefix -> new Range(prefix, bits)).toList();
  }

  private Message greet() {
    int version = isWild ? random.nextInt(256) : Frame.VERSION;
    return new Greet(
        new ReplicaId(id()),
        isHeads() ? Greet.ANYBODY : new ReplicaId(id()),
        version,
        isWild ? random.nextInt(256) : Frame.VERSION,
        number(),
        text(),
        text(),
        1 << random.nextInt(11),
        text(),
        random.nextLong(),
        isHeads());
  }

  private Message helloAck() {
    int verdict = random.nextInt(3);
    return verdict == 0
        ? new HelloAck(id(), HelloAck.Verdict.EQUAL, count(), Optional.empty())
        : verdict == 1
            ? new HelloAck(id(), HelloAck.Verdict.BUSY, count(), Optional.empty())
            : differing(symbolAnswer());
  }

  private Message differing(SymbolAnswer first) {
    return new HelloAck(first.nonce(), HelloAck.Verdict.DIFFER, count(), Optional.of(first));
  }

  private Message deltas() {
    Optional<Ack> ack = isHeads() ? Optional.of(ack()) : Optional.empty();
    return new Deltas(number(), number(), number(), isHeads(), clock(), ack, reach(), entries());
  }

  private Ack ack() {
    List<Long> refused = new ArrayList<>();
    for (int i = random.nextInt(isWild ? Ack.MAX_REFUSED : 4); i > 0; i--) {
      refused.add(number());
    }
    return new Ack(number(), number(), refused, number());
  }

  private FrontierTell frontierTell() {
    List<FrontierTell.Row> rows = new ArrayList<>();
    long origin = 0;
    for (int i = random.nextInt(isWild ? 40 : 4); i > 0; i--) {
      origin += 1 + random.nextInt(9);
      for (int group = random.nextInt(3); group < random.nextInt(isWild ? 14 : 5); group++) {
        long held = number() & Long.MAX_VALUE;
        rows.add(new FrontierTell.Row(new ReplicaId(origin), group, held, held / 2));
      }
    }
    return new FrontierTell(id(), rows.subList(0, Math.min(rows.size(), FrontierTell.MAX_ROWS)));
  }

  private Deltas.Reach reach() {
    long since = number() & (Long.MAX_VALUE >>> 1);
    long whole = since + (number() & 0xFFFF);
    return new Deltas.Reach(since, whole, number() & Long.MAX_VALUE);
  }

  private Message rangeTell() {
    List<RangeAnswer.Part> parts = new ArrayList<>();
    int most = 1 + random.nextInt(isWild ? RangeQuestion.MAX_RANGES : 3);
    for (int i = 0; i < most; i++) {
      parts.add(isHeads() ? children() : leaf(most));
    }
    return new RangeTell(id(), new RangeAnswer(parts));
  }

  private RangeAnswer.Part children() {
    List<RangeAnswer.Child> children = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      children.add(new RangeAnswer.Child(random.nextLong(), count()));
    }
    return new RangeAnswer.Children(children);
  }

  private RangeAnswer.Part leaf(int parts) {
    List<Item> items = some(20 * parts, () -> new Item(random.nextLong(), random.nextLong()));
    return new RangeAnswer.Leaf(items.stream().sorted().toList());
  }

  private Message readTell() {
    boolean isLast = isHeads();
    return new ReadTell(number(), part(), isLast, isHeads(), seen(), clock(), entries());
  }

  private ResolverOffer offer() {
    return new ResolverOffer(ConflictMode.WRITE_BACK, "lowest", List.of(1, 2 + random.nextInt(9)));
  }

  private SymbolQuestion symbolQuestion() {
    int from = index();
    int to = isWild ? from + 1 + random.nextInt((1 << 20) - from) : from + 12;
    Optional<Sizes> sizes =
        isHeads()
            ? Optional.of(new Sizes(count(), count(), ShardMap.read(new CanonicalIn(mapBytes()))))
            : Optional.empty();
    return new SymbolQuestion(id(), from, to, sizes);
  }

  private byte[] mapBytes() {
    ShardMap.Scale scale = isHeads() ? ShardMap.Scale.FINE : ShardMap.Scale.COARSE;
    byte[] map = new byte[1 + scale.bytes()];
    random.nextBytes(map);
    map[0] = (byte) scale.ordinal();
    return map;
  }

  private SymbolAnswer symbolAnswer() {
    int from = isWild ? index() : 0;
    if (random.nextInt(8) == 0) {
      return new SymbolAnswer(id(), random.nextLong(), count(), from, Symbols.none(from));
    }
    int size = from > 4096 ? 1 : isWild && random.nextInt(8) == 0 ? 2_900 : 12;
    Sketch sketch = new Sketch(HashSuites.sipHash(new byte[] {1}), from > 4096 ? 1 : from + size);
    for (int i = random.nextInt(20); i > 0; i--) {
      sketch.add(new Item(random.nextLong(), random.nextLong()));
    }
    if (from > 4096) {
      return new SymbolAnswer(id(), random.nextLong(), count(), from, Symbols.none(from));
    }
    int to = from + size;
    return new SymbolAnswer(id(), random.nextLong(), count(), to, sketch.symbols(from, to));
  }
}
