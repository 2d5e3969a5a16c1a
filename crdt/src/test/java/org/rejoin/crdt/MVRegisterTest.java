package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.MalformedBytesException;

class MVRegisterTest {
  private final Replica<MVRegister<String>, MVRegister.Editor<String>> a =
      new Replica<>(States.SIBLINGS, 1);
  private final Replica<MVRegister<String>, MVRegister.Editor<String>> b =
      new Replica<>(States.SIBLINGS, 2);

  @Test
  void concurrent_values_stay_until_one_is_written_over_them() {
    assertThat(a.state().values()).isEmpty();
    a.edit(e -> e.set("x"));
    b.edit(e -> e.set("bb"));
    assertThat(a.receive(b.state()).state().values()).containsExactly("x", "bb");
    a.edit(e -> assertThat(e.set("z").values()).containsExactly("z"));
    assertThat(b.receive(a.state()).state().values()).containsExactly("z");
  }

  @Test
  void equal_values_show_once_and_keep_all_their_dots() {
    a.edit(e -> e.set("x"));
    b.edit(e -> e.set("x"));
    var seenByC = a.state();
    a.receive(b.state());
    assertThat(a.state().values()).containsExactly("x");
    assertThat(a.state().toString()).contains(":1=2B, ");
    var c = new Replica<>(States.SIBLINGS, 3).receive(seenByC);
    c.edit(e -> e.set("y"));
    assertThat(a.receive(c.state()).state().values())
        .as("c overwrote only one of the two")
        .containsExactly("x", "y");
  }

  @Test
  void clear_removes_what_was_seen() {
    a.edit(e -> e.set("x"));
    b.receive(a.state());
    b.edit(e -> e.set("y"));
    a.edit(MVRegister.Editor::clear);
    assertThat(a.state().values()).isEmpty();
    assertThat(a.receive(b.state()).state().values()).containsExactly("y");
    assertThat(a.edit(e -> e.set("p").set("q")).summary().toString()).contains("2");
  }

  /** Writes another byte first each time: equal values, unequal bytes. */
  private static final class Salted implements Codec<String> {
    private int salt;

    @Override
    public String name() {
      return "salted";
    }

    @Override
    public boolean isCanonical() {
      return false;
    }

    @Override
    public void write(String value, CanonicalOut out) {
      out.writeByte(salt++).writeString(value);
    }

    @Override
    public String read(CanonicalIn in) {
      if (in.readByte() == 1) {
        throw new IllegalStateException("salt 1");
      }
      return in.readString();
    }
  }

  @Test
  void bytes_of_a_codec_that_is_not_canonical_travel_unchanged_and_fail_on_read_only() {
    Salted codec = new Salted();
    var type = MVRegister.type(codec);
    var map = new Replica<>(type, 1);
    map.edit(e -> e.set("v"));
    byte[] bytes = map.state().toBytes();
    assertThat(type.read(bytes).values()).containsExactly("v");
    assertThat(type.read(bytes).toBytes()).isEqualTo(bytes);
    var bad = map.edit(e -> e.set("v"));
    assertThat(type.read(bytes).join(bad)).isEqualTo(map.state());
    assertThatThrownBy(() -> bad.values())
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("salted");
  }
}
