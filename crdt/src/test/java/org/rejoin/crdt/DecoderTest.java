package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Bytes that no state writes are refused; those that are read write themselves again. */
class DecoderTest {
  @Test
  void every_truncation_is_refused() {
    for (Crdt<?> state : States.list()) {
      byte[] bytes = state.toBytes();
      for (int length = 0; length < bytes.length; length++) {
        byte[] shorter = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> state.type().read(shorter))
            .as("%s cut to %s", state, length)
            .isInstanceOf(MalformedBytesException.class);
      }
      byte[] summary = state.summary().toBytes();
      for (int length = 0; length < summary.length; length++) {
        CanonicalIn in = new CanonicalIn(summary, 0, length);
        assertThatThrownBy(() -> state.type().readSummary(in))
            .isInstanceOf(MalformedBytesException.class);
      }
    }
  }

  @Test
  void trailing_bytes_are_refused() {
    for (Crdt<?> state : States.list()) {
      byte[] bytes = state.toBytes();
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> state.type().read(longer))
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void flipped_bits_are_refused_or_canonical() {
    for (Crdt<?> state : States.list()) {
      byte[] bytes = state.toBytes();
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] mangled = bytes.clone();
        mangled[bit / 8] ^= (byte) (1 << (bit % 8));
        refusedOrCanonical(state.type(), mangled);
      }
    }
  }

  @Test
  void random_damage_is_refused_or_canonical() {
    Random random = new Random(11);
    List<Crdt<?>> states = States.list();
    for (int round = 0; round < 20_000; round++) {
      Crdt<?> state = states.get(random.nextInt(states.size()));
      byte[] bytes = state.toBytes();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(random.nextBoolean() ? 4 : 256);
      }
      refusedOrCanonical(state.type(), bytes);
    }
  }

  private static void refusedOrCanonical(CrdtType<?> type, byte[] bytes) {
    Crdt<?> read;
    try {
      read = type.read(bytes);
    } catch (MalformedBytesException e) {
      return;
    } catch (RuntimeException e) {
      fail("wrong exception for " + HexFormat.of().formatHex(bytes), e);
      return;
    }
    assertThat(read.toBytes()).isEqualTo(bytes);
  }

  @Test
  void unknown_version_is_refused() {
    refused(States.SET, "version", out -> out.writeByte(2).writeVarInt(0).writeVarInt(0));
  }

  @Test
  void live_dot_outside_of_the_context_is_refused() {
    refused(
        States.SET,
        "number 1 of 1",
        out -> dot(context(out, 1).writeVarInt(1).writeString("a"), 1));
    refused(
        States.SET,
        "number 1 of 1",
        out -> context(out, 1).writeVarInt(1).writeString("a").writeVarLong(2).writeVarLong(0));
    refused(
        States.SET,
        "number 9223372036854775808 of 1",
        out -> context(out, 1).writeVarInt(1).writeString("a").writeVarLong(2).writeVarLong(-1));
    refused(
        States.SET,
        "number 0 of 0",
        out -> dot(out.writeByte(1).writeVarInt(0).writeVarInt(1).writeString("a"), 0));
  }

  @Test
  void dot_at_two_leaves_is_refused() {
    refused(States.SET, "at two leaves", out -> twoElements(out, "a", 1, "b", 1));
  }

  @Test
  void dot_as_touch_and_in_the_value_is_refused() {
    refused(
        States.SETS,
        "at two leaves",
        out -> {
          dot(context(out, 1).writeVarInt(1).writeString("k"), 0);
          dot(out.writeVarInt(1).writeString("x"), 0);
        });
  }

  @Test
  void unsorted_and_repeated_keys_are_refused() {
    refused(States.SET, "must ascend", out -> twoElements(out, "b", 1, "a", 2));
    refused(States.SET, "must ascend", out -> twoElements(out, "a", 1, "a", 2));
  }

  @Test
  void element_without_dots_is_refused() {
    refused(
        States.SET,
        "no dot",
        out -> context(out, 1).writeVarInt(1).writeString("a").writeVarInt(0));
  }

  @Test
  void count_beyond_the_bytes_is_refused_before_anything_is_allocated() {
    refused(States.SET, "count", out -> context(out, 1).writeVarInt(Integer.MAX_VALUE));
    refused(States.SET, "count", out -> out.writeByte(1).writeVarInt(Integer.MAX_VALUE));
  }

  @Test
  void element_codec_that_fails_is_reported_as_malformed() {
    Codec<String> picky =
        Codecs.of(
            "picky",
            (value, out) -> out.writeByte(1),
            in -> {
              throw new IllegalArgumentException("only " + in.readByte());
            });
    refused(ORSet.type(picky), "picky", out -> dot(context(out, 1).writeVarInt(1).writeByte(9), 0));
  }

  @Test
  void element_bytes_that_its_codec_does_not_write_are_refused() {
    Codec<Integer> lax =
        Codecs.of("lax", (value, out) -> out.writeByte(value & 1), in -> in.readByte() & 1);
    refused(
        ORSet.type(lax), "canonical", out -> dot(context(out, 1).writeVarInt(1).writeByte(3), 0));
  }

  private static void twoElements(
      CanonicalOut out, String first, long firstDot, String second, long secondDot) {
    context(out, 2).writeVarInt(2);
    dot(out.writeString(first), firstDot - 1);
    dot(out.writeString(second), secondDot - 1);
  }

  /** A list of one dot. */
  private static CanonicalOut dot(CanonicalOut out, long number) {
    return out.writeVarLong(1 + 2 * number);
  }

  private static CanonicalOut context(CanonicalOut out, long dots) {
    out.writeByte(1).writeVarInt(1).writeFixedLong(0xa1);
    return out.writeVarLong(0).writeVarLong(2 * (dots - 1));
  }

  private static void refused(CrdtType<?> type, String why, Consumer<CanonicalOut> writer) {
    CanonicalOut out = new CanonicalOut();
    writer.accept(out);
    assertThatThrownBy(() -> type.read(out.toByteArray()))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(why);
  }
}
