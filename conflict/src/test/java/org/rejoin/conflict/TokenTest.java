package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

class TokenTest {
  private static final Token TOKEN =
      SiblingRegister.empty(Codecs.utf8())
          .edit(new Origin(new ReplicaId(7), Hlc.ofMillis(1)), e -> e.put("tea"))
          .state()
          .token();

  @Test
  void a_token_survives_its_bytes() {
    assertThat(Token.decode(TOKEN.encode())).isEqualTo(TOKEN).hasSameHashCodeAs(TOKEN);
    assertThat(Token.decode(Token.empty().encode())).isEqualTo(Token.empty());
    assertThat(Token.empty().isEmpty()).isTrue();
    assertThat(TOKEN.isEmpty()).isFalse();
  }

  @Test
  void a_token_keeps_its_delete_epoch() {
    Token later = TOKEN.inEpoch(3);
    assertThat(later).isNotEqualTo(TOKEN).hasToString("token" + tail(TOKEN) + " of epoch 3");
    assertThat(later.epoch()).isEqualTo(3);
    assertThat(Token.decode(later.encode())).isEqualTo(later).hasSameHashCodeAs(later);
    assertThat(later.inEpoch(0)).isEqualTo(TOKEN);
    assertThat(Token.empty().inEpoch(3)).isEqualTo(Token.empty());
    for (long epoch : List.of(-1L, Token.MAX_EPOCH + 1)) {
      assertThatThrownBy(() -> TOKEN.inEpoch(epoch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(epoch));
    }
  }

  private static String tail(Token token) {
    return token.toString().substring("token".length());
  }

  @Test
  void bytes_that_no_token_has_are_refused_with_the_reason() {
    assertRefused("version", out -> out.writeByte(1).writeVarLong(0).writeVarInt(0));
    assertRefused(
        "epoch 281474976710656",
        out -> out.writeByte(2).writeVarLong(Token.MAX_EPOCH + 1).writeVarInt(0));
    assertRefused("epoch 18446744", out -> out.writeByte(2).writeVarLong(-1).writeVarInt(0));
    assertRefused("empty token", out -> out.writeByte(2).writeVarLong(7).writeVarInt(0));
  }

  private static void assertRefused(String why, Consumer<CanonicalOut> body) {
    CanonicalOut out = new CanonicalOut();
    body.accept(out);
    CRC32C crc = new CRC32C();
    crc.update(out.toByteArray());
    for (int i = 0; i < 4; i++) {
      out.writeByte((int) (crc.getValue() >>> (8 * i)) & 0xFF);
    }
    assertThatThrownBy(() -> Token.decode(out.toByteArray()))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(why);
  }

  @Test
  void every_damaged_bit_is_found() {
    byte[] bytes = TOKEN.inEpoch(300).encode();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> Token.decode(damaged)).isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  void truncated_and_longer_bytes_are_refused() {
    byte[] bytes = TOKEN.encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Token.decode(part)).isInstanceOf(MalformedBytesException.class);
    }
    assertThatThrownBy(() -> Token.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedBytesException.class);
  }
}
