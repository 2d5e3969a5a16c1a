package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
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
  void every_damaged_bit_is_found() {
    byte[] bytes = TOKEN.encode();
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
