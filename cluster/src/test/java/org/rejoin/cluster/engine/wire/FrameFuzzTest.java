package org.rejoin.cluster.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Hostile bytes against the decoder of frames, of every type: refused or read, in short time and
 * little memory, whatever they are. {@code -Drejoin.long=true} takes 10 million.
 */
class FrameFuzzTest {
  private static final int FRAMES = Boolean.getBoolean("rejoin.long") ? 10_000_000 : 100_000;
  private static final long SEED = 20_260_923;

  /** Entries and wants become objects of their own, with headers; all else stays below 8. */
  private static final Set<MessageType> OF_ENTRIES =
      EnumSet.of(
          MessageType.DELTAS,
          MessageType.REPAIR,
          MessageType.OFFER_DONE,
          MessageType.READ_TELL,
          MessageType.WRITE_BACK);

  private static final double MOST_FOR_ENTRIES = 24;
  private static final double MOST = 8;

  private static double factor(byte[] frame) {
    return OF_ENTRIES.stream().anyMatch(type -> Frame.isOf(type, frame)) ? MOST_FOR_ENTRIES : MOST;
  }

  private static byte[] frame(Message message) {
    return new Frame(1, new ReplicaId(1), new ReplicaId(2), message).encode();
  }

  /** Tame and wild ones of each type, for damage. */
  private static List<byte[]> valid(SplittableRandom random) {
    List<byte[]> frames = new ArrayList<>();
    AnyFrames tame = new AnyFrames(random, false, List.of());
    AnyFrames wild = new AnyFrames(random, true, List.of());
    for (MessageType type : MessageType.values()) {
      for (int i = 0; i < 10; i++) {
        frames.add(frame(tame.message(type)));
        frames.add(frame(wild.message(type)));
      }
    }
    return frames;
  }

  /** The first bytes that a decoder must not read like this; empty if there are none. */
  private static Optional<String> hunt(DecoderWatch watch, int frames, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> valid = valid(random);
    FrameDamage damage = new FrameDamage(random);
    valid.forEach(watch::warmUp);
    for (int i = 0; i < frames; i++) {
      byte[] frame = valid.get(random.nextInt(valid.size()));
      byte[] bytes = damage.of(frame, valid.get(random.nextInt(valid.size())));
      Optional<String> complaint = watch.complaint(bytes);
      if (complaint.isPresent()) {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 400));
        return Optional.of("frame " + i + " of seed " + seed + ": " + complaint.get() + "\n" + hex);
      }
    }
    return Optional.empty();
  }

  @Test
  @DisplayName("a message of a new type has to be drawn by somebody, or nobody fuzzes it")
  void everyType_isDrawn() {
    assertThat(AnyFrames.types()).isEqualTo(EnumSet.allOf(MessageType.class));
    SplittableRandom random = new SplittableRandom(SEED);
    for (boolean isWild : List.of(false, true)) {
      AnyFrames any = new AnyFrames(random, isWild, List.of());
      for (MessageType type : MessageType.values()) {
        Message message = any.message(type);
        assertThat(message.type()).isEqualTo(type);
        assertThat(frame(message).length).isLessThan(600_000);
      }
    }
  }

  @Test
  @Timeout(7200)
  @DisplayName("hostile bytes are refused or read: no other exception, no time, no memory")
  void hostileBytes_refusedOrRead() {
    DecoderWatch watch =
        new DecoderWatch(Frame::decode, FrameFuzzTest::factor, DecoderWatch.ALLOWANCE_BYTES);
    assertThat(hunt(watch, FRAMES, SEED)).isEmpty();
  }

  @Test
  @DisplayName("bytes that are read are the bytes of what was read: there is one frame a meaning")
  void hostileBytes_readCanonically() {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    List<byte[]> valid = valid(random);
    FrameDamage damage = new FrameDamage(random);
    Map<MessageType, Integer> read = new EnumMap<>(MessageType.class);
    for (int i = 0; i < FRAMES / 5; i++) {
      byte[] frame = valid.get(random.nextInt(valid.size()));
      byte[] bytes = damage.of(frame, valid.get(random.nextInt(valid.size())));
      try {
        Frame decoded = Frame.decode(bytes);
        assertThat(decoded.encode()).as(decoded.message().type() + " frame").isEqualTo(bytes);
        read.merge(decoded.message().type(), 1, Integer::sum);
      } catch (MalformedBytesException expected) {
        assertThat(expected).hasMessageContaining("");
      }
    }
    assertThat(read.keySet()).as("damaged frames of each type that could be read").hasSize(20);
  }

  @Test
  @DisplayName("a decoder that trusts an index is found")
  void planted_trustsAnIndex_found() {
    byte[] table = new byte[200];
    DecoderWatch watch =
        new DecoderWatch(
            bytes -> {
              Frame frame = Frame.decode(bytes);
              return frame.message() instanceof Nack nack ? table[(int) nack.expected()] : frame;
            },
            FrameFuzzTest::factor,
            DecoderWatch.ALLOWANCE_BYTES);
    assertThat(hunt(watch, 5_000, SEED).orElse("nothing"))
        .contains("ArrayIndexOutOfBoundsException");
  }

  @Test
  @DisplayName("a decoder that allocates what a length says is found")
  void planted_trustsALength_found() {
    DecoderWatch watch =
        new DecoderWatch(
            bytes -> {
              if (Frame.isOf(MessageType.SCHEMA_ACK, bytes) && bytes.length > 30) {
                CanonicalIn in = new CanonicalIn(bytes, 23, bytes.length - 23);
                return new byte[(int) Math.min(in.readVarLong() & 0xff_ffff, 10_000_000)];
              }
              return Frame.decode(bytes);
            },
            FrameFuzzTest::factor,
            DecoderWatch.ALLOWANCE_BYTES);
    assertThat(hunt(watch, 20_000, SEED).orElse("nothing")).contains("allocated");
  }

  @Test
  @DisplayName("a decoder that goes round and round is found")
  void planted_hangs_found() {
    DecoderWatch watch =
        new DecoderWatch(
            bytes -> {
              Frame frame = Frame.decode(bytes);
              boolean isPlanted = frame.message() instanceof WriteBack back && back.part() > 2;
              long until = isPlanted ? 200_000_000 : 0;
              long sum = 0;
              for (long i = 0; i < until; i++) {
                sum += Long.numberOfTrailingZeros(sum ^ i);
              }
              return sum;
            },
            FrameFuzzTest::factor,
            DecoderWatch.ALLOWANCE_BYTES);
    assertThat(hunt(watch, 5_000, SEED).orElse("nothing")).contains("took");
  }

  /** Each number takes 28 bytes here, and two on the wire; a receiver refuses no more. */
  @Test
  @DisplayName("an acknowledgement names no more refused numbers than may be outstanding")
  void ack_ofMoreThanMayBeRefused_malformed() {
    List<Long> most = new ArrayList<>();
    for (long i = 0; i < Ack.MAX_REFUSED; i++) {
      most.add(i);
    }
    byte[] fitting = frame(new Ack(1, 2, most, 3));
    assertThat(Frame.decode(fitting).encode()).isEqualTo(fitting);
    most.add(500L);
    assertThatThrownBy(() -> Frame.decode(frame(new Ack(1, 2, most, 3))))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("257");
  }

  /** A thousand of the same would cost a thousand comparisons of one large object. */
  @Test
  @DisplayName("a key that an offer names twice is refused")
  void offer_keyTwice_malformed() {
    Summarised once = new Summarised(7L << 40, true, 8, new Seen(0, new byte[] {1}));
    Summarised other = Summarised.lacking(9L << 40);
    for (List<Summarised> keys : List.of(List.of(once, other, once), List.of(other, other))) {
      assertThatThrownBy(() -> Frame.decode(frame(new Offer(1, 1, keys))))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("above");
    }
  }

  /** Rows of nothing would be 50 times their bytes, and another encoding of the same entries. */
  @Test
  @DisplayName("a table has the rows that its entries use, each once, in the order of their use")
  void table_notThatOfItsEntries_malformed() {
    byte[] good = body("aT", "bT", 0, 1, 0);
    assertThat(((Repair) Frame.decode(good).message()).entries()).hasSize(3);
    for (byte[] bad :
        List.of(body("aT", "bT", 0, 0), body("aT", "bT", 1, 0), body("aT", "aT", 0, 1))) {
      assertThatThrownBy(() -> Frame.decode(bad))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("table");
    }
  }

  /** A repair of two rows, of a letter for a keyspace and one for a type, and entries of these. */
  private static byte[] body(String first, String second, int... rows) {
    CanonicalOut out = new CanonicalOut();
    Hlc.ZERO.write(out);
    out.writeVarInt(2);
    for (String row : List.of(first, second)) {
      Frame.writeInt(row.charAt(1), out.writeString(row.substring(0, 1)));
    }
    out.writeVarInt(rows.length);
    for (int row : rows) {
      out.writeVarInt(row).writeString("k").writeVarLong(0).writeVarLong(0).writeBytes(new byte[1]);
    }
    byte[] empty = frame(new Repair(Hlc.ZERO, List.of()));
    int header = empty.length - 1 - 2;
    byte[] bytes = Arrays.copyOf(empty, header + out.size());
    System.arraycopy(out.toByteArray(), 0, bytes, header, out.size());
    return FrameDamage.sealed(bytes);
  }
}
