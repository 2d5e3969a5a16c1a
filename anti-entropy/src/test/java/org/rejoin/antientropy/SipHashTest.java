package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SipHashTest {
  /** Key 00 01 .. 0f, input 00 01 .. of so many bytes: vectors of the authors' reference code. */
  private static final Map<Integer, String> VECTORS =
      Map.of(
          1, "da87c1d86b99af44347659119b22fc45",
          2, "8177228da4a45dc7fca38bdef60affe4",
          3, "9c70b60c5267a94e5f33b6b02985ed51",
          7, "a1f1ebbed8dbc153c0b84aa61ff08239",
          8, "3b62a9ba6258f5610f83e264f31497b4",
          9, "264499060ad9baabc47f8b02bb6d71ed",
          15, "5493e99933b0a8117e08ec0f97cfc3d9",
          16, "6ee2a4ca67b054bbfd3315bf85230577",
          63, "5150d1772f50834a503e069a973fbd7c");

  @Test
  @DisplayName("gives the published values, its tag being the first byte of the input")
  void vectors() {
    byte[] counting = new byte[63];
    for (int i = 0; i < counting.length; i++) {
      counting[i] = (byte) i;
    }
    VECTORS.forEach(
        (length, expected) ->
            assertThat(
                    SipHash.hash(
                            0x0706050403020100L,
                            0x0f0e0d0c0b0a0908L,
                            counting[0],
                            Arrays.copyOfRange(counting, 1, length))
                        .toHex())
                .as("%s bytes", length)
                .isEqualTo(expected));
  }
}
