package org.rejoin.cluster.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
import org.rejoin.cluster.engine.wire.OfferDone.Want;
import org.rejoin.conflict.ConflictMode;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/** What goes over the wire comes back the same; everything else is refused. */
class FrameProperties {
  private static final byte[] STATE = {1, 2, 3};
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("carts", Entry.typeOf("orset/1<utf8>"), "42", 7, 0, STATE),
          new Entry("carts", Entry.typeOf("orset/1<utf8>"), "43", 8, 5, STATE),
          new Entry(
              "prices",
              Entry.typeOf("lww/1<int64>"),
              "lamp",
              0,
              Seen.MAX_EPOCH,
              new byte[0],
              STATE));
  private static final Deltas.Reach REACH = new Deltas.Reach(70, 300, 7);
  private static final List<Summarised> KEYS =
      List.of(
          new Summarised(8L << 40, true, 65_535, new Seen(3, STATE)),
          new Summarised(9L << 40, true, 11, new Seen(3, STATE)),
          Summarised.lacking(-5));
  private static final List<Want> WANTS =
      List.of(
          new Want(0, Summarised.lacking(0)),
          new Want(7, new Summarised(0, true, 11, new Seen(3, STATE))));

  /** One of each. */
  static List<Message> messages() {
    return List.of(
        new Greet(
            new ReplicaId(4), Greet.ANYBODY, 1, 1, 0, "default", "w1", 16, "sha256/1", 99, true),
        new Hello(5, -6, 8, 7),
        new HelloAck(5, HelloAck.Verdict.EQUAL, 9, Optional.empty()),
        new HelloAck(5, HelloAck.Verdict.DIFFER, 9, Optional.of(symbols())),
        new Pull(new SymbolQuestion(5, 12, 40, Optional.empty())),
        new Pull(new SymbolQuestion(5, 12, 40, Optional.of(new Sizes(3, 7, map())))),
        new SymbolTell(symbols()),
        new FrontierTell(5, List.of(new FrontierTell.Row(new ReplicaId(7), 3, 300, 2))),
        new SymbolTell(new SymbolAnswer(5, 0, 0, 12, Symbols.none(12))),
        new HelloAck(5, HelloAck.Verdict.BUSY, 9, Optional.empty()),
        new Deltas(1, 2, 3, true, new Hlc(77), Optional.empty(), REACH, ENTRIES),
        new Deltas(
            1,
            2,
            3,
            false,
            new Hlc(77),
            Optional.of(new Ack(4, 5, List.of(3L), 9)),
            REACH,
            ENTRIES),
        new Ack(1, 300, List.of(1L, 200L), 12),
        new Nack(1, 300),
        new RangeAsk(new RangeQuestion(5, List.of(Range.all()))),
        new RangeTell(5, new RangeAnswer(List.of(new RangeAnswer.Leaf(List.of(new Item(1, 2)))))),
        new Offer(5, 1, KEYS),
        new Repair(new Hlc(77), ENTRIES),
        new OfferDone(5, 1, WANTS),
        new ReadAsk(3, "carts", "orset/1<utf8>", "42", new Seen(0, STATE)),
        new ReadTell(3, 2, true, false, new Seen(1, STATE), new Hlc(77), ENTRIES),
        new WriteBack(3, 0, new Hlc(77), ENTRIES),
        new WriteBackAck(3, 0, true),
        new Schema("prices", new ResolverOffer(ConflictMode.WRITE_BACK, "lowest", List.of(1, 3))),
        new SchemaAck("prices"));
  }

  private static SymbolAnswer symbols() {
    Sketch sketch = new Sketch(HashSuites.sipHash(new byte[] {1}), 3);
    sketch.add(new Item(7, 8));
    return new SymbolAnswer(5, -6, 1, 12, sketch.symbols(0, 3));
  }

  private static ShardMap map() {
    return ShardMap.read(new CanonicalIn(new byte[1 + ShardMap.Scale.COARSE.bytes()]));
  }

  private static Frame frame(Message message) {
    return new Frame(3, new ReplicaId(1), new ReplicaId(-1), message);
  }

  @Example
  void everyMessage_comesBackTheSame() {
    TreeSet<MessageType> seen = new TreeSet<>();
    for (Message message : messages()) {
      byte[] bytes = frame(message).encode();
      Frame back = Frame.decode(bytes);
      assertThat(back.encode()).isEqualTo(bytes);
      assertThat(back.message().type()).isEqualTo(message.type());
      seen.add(message.type());
    }
    assertThat(seen).hasSize(MessageType.values().length);
  }

  @Example
  void everyTruncationAndEveryFlippedBit_isRefused() {
    for (Message message : messages()) {
      byte[] bytes = frame(message).encode();
      for (int cut = 0; cut < bytes.length; cut++) {
        byte[] shorter = Arrays.copyOf(bytes, cut);
        assertThatThrownBy(() -> Frame.decode(shorter)).isInstanceOf(MalformedBytesException.class);
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = bytes.clone();
          flipped[cut] ^= (byte) (1 << bit);
          assertThatThrownBy(() -> Frame.decode(flipped))
              .isInstanceOf(MalformedBytesException.class);
        }
      }
    }
  }

  /** Behind a right checksum: the body is read as it is, by every type of message. */
  @Property(tries = 3000)
  void hostileBodies_areRefusedOrReadCanonically(
      @ForAll @IntRange(min = 1, max = 17) int type, @ForAll @Size(max = 200) byte[] body) {
    CanonicalIn in = new CanonicalIn(body);
    try {
      Message message = MessageType.of(type).read(in);
      in.expectEnd();
      CanonicalOut out = new CanonicalOut();
      message.write(out);
      assertThat(out.toByteArray()).hasSameSizeAs(body);
    } catch (MalformedBytesException expected) {
      assertThat(expected).hasMessageContaining("");
    }
  }

  /** A real body with bytes changed: lengths and counts lie. */
  @Property(tries = 3000)
  void changedBodies_areRefusedOrRead(
      @ForAll @IntRange(min = 0, max = 19) int which,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 400) Integer> places,
      @ForAll byte value) {
    Message message = messages().get(which);
    CanonicalOut out = new CanonicalOut();
    message.write(out);
    byte[] body = out.toByteArray();
    places.forEach(place -> body[place % body.length] = value);
    try {
      message.type().read(new CanonicalIn(body));
    } catch (MalformedBytesException expected) {
      assertThat(expected).hasMessageContaining("");
    }
  }

  @Example
  void epochAboveTheHighest_isRefused() {
    Entry beyond =
        new Entry("carts", Entry.typeOf("orset/1<utf8>"), "42", 7, Seen.MAX_EPOCH + 1, STATE);
    Entry negative = new Entry("carts", Entry.typeOf("orset/1<utf8>"), "42", 7, -1, STATE);
    Seen seen = new Seen(Seen.MAX_EPOCH + 1, STATE);
    for (Message message :
        List.of(
            new Repair(new Hlc(77), List.of(beyond)),
            new Repair(new Hlc(77), List.of(negative)),
            new ReadAsk(3, "carts", "orset/1<utf8>", "42", seen))) {
      byte[] bytes = frame(message).encode();
      assertThatThrownBy(() -> Frame.decode(bytes))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("delete epoch");
    }
  }

  @Example
  void goldenHello() {
    byte[] bytes = frame(new Hello(5, -6, 8, 7)).encode();
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0502"
                + HexFormat.of().formatHex(bytes, 2, 6)
                + "03"
                + "e9fd6049"
                + "0000000000000005"
                + "fffffffffffffffa"
                + "0000000000000008"
                + "07");
  }
}
