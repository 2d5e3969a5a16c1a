package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class HlcTest {
  @Test
  @DisplayName("readings have the bytes that are documented, and come back")
  void golden() {
    golden(Hlc.ZERO, "00");
    golden(new Hlc(1), "0101");
    golden(Hlc.ofMillis(1), "02");
    golden(Hlc.ofMillis(1).next(0), "0301");
    golden(Hlc.ofMillis(1_700_000_000_000L), "80a0abfef962");
    golden(new Hlc(-1), "ffffffffffff7f" + "ffff03");
  }

  private static void golden(Hlc reading, String hex) {
    CanonicalOut out = new CanonicalOut();
    reading.write(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
    assertThat(Hlc.read(new CanonicalIn(out.toByteArray()))).isEqualTo(reading);
  }

  @Test
  @DisplayName("bytes that no reading writes are refused")
  void refused() {
    refused("0100"); // a counter of 0 is not written
    refused("01" + "808004"); // a counter above 16 bits
    refused("01" + "ffffffffffffffffff01");
    refused("80808080808080" + "01"); // milliseconds above 48 bits
    refused("ffffffffffffffffff01" + "01");
    refused("01");
  }

  private static void refused(String hex) {
    assertThatThrownBy(() -> Hlc.read(new CanonicalIn(HexFormat.of().parseHex(hex))))
        .isInstanceOf(MalformedBytesException.class);
  }

  @Test
  @DisplayName("the next reading is after this one, and never before wall time")
  void next() {
    Hlc now = Hlc.ofMillis(5);
    assertThat(now.next(9)).isEqualTo(Hlc.ofMillis(9));
    assertThat(now.next(5)).isEqualTo(new Hlc(now.bits() + 1)).hasToString("5.1");
    assertThat(now.next(-3)).isEqualTo(new Hlc(now.bits() + 1));
    assertThat(new Hlc((5L << 16) + 0xFFFF).next(5)).isEqualTo(Hlc.ofMillis(6));
    assertThat(now.max(new Hlc(-1))).isEqualTo(new Hlc(-1)).isGreaterThan(now);
    assertThat(now.max(Hlc.ZERO)).isEqualTo(now);
    assertThatThrownBy(() -> new Hlc(-1).next(5)).isInstanceOf(IllegalStateException.class);
    assertThat(Hlc.ofMillis(-1)).isEqualTo(Hlc.ZERO);
    assertThat(Hlc.ofMillis(Long.MAX_VALUE).millis()).isEqualTo((1L << 48) - 1);
  }
}
