package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.LawProperties;
import org.rejoin.crdt.laws.Subject;

/** Registers over chains; the orders hold values for equal that are not. */
class ChainProperties {
  static final Comparator<String> IGNORING_CASE =
      Comparator.comparing(text -> text.toLowerCase(Locale.ROOT));
  static final Codec<BigDecimal> DECIMAL =
      Codecs.of(
          "decimal",
          (value, out) ->
              out.writeSignedVarLong(value.scale()).writeBytes(value.unscaledValue().toByteArray()),
          in -> {
            long scale = in.readSignedVarLong();
            if (scale != (int) scale) {
              throw in.malformed("a scale of " + scale);
            }
            return new BigDecimal(new java.math.BigInteger(in.readBytes()), (int) scale);
          });
  private static final List<String> TEXTS = List.of("", "a", "A", "b", "B", "aa", "\u00e9");
  private static final List<BigDecimal> NUMBERS =
      List.of(new BigDecimal("1.0"), new BigDecimal("1.00"), BigDecimal.ZERO, BigDecimal.TEN);

  @Group
  class Max extends LawProperties<MaxRegister<String>, MaxRegister.Editor<String>> {
    @Override
    protected Subject<MaxRegister<String>, MaxRegister.Editor<String>> subject() {
      return new Subject<>(
          "MaxRegister",
          MaxRegister.type(Codecs.utf8(), "nocase", IGNORING_CASE),
          (editor, seen, random) -> {
            for (int i = random.below(3); i > 0; i--) {
              editor.offer(random.pick(TEXTS));
            }
          });
    }
  }

  @Group
  class Min extends LawProperties<MinRegister<BigDecimal>, MinRegister.Editor<BigDecimal>> {
    @Override
    protected Subject<MinRegister<BigDecimal>, MinRegister.Editor<BigDecimal>> subject() {
      return new Subject<>(
          "MinRegister",
          MinRegister.type(DECIMAL),
          (editor, seen, random) -> {
            if (random.chance(80)) {
              editor.offer(random.pick(NUMBERS));
            }
          });
    }
  }

  @Property(tries = 100)
  void the_order_of_states_is_that_of_joins(@ForAll int one, @ForAll int two) {
    CrdtType<MaxRegister<String>> type = MaxRegister.type(Codecs.utf8(), "nocase", IGNORING_CASE);
    List<MaxRegister<String>> states = new java.util.ArrayList<>(List.of(type.bottom()));
    TEXTS.forEach(text -> states.add(new Replica<>(type, 1).edit(e -> e.offer(text))));
    MaxRegister<String> a = states.get(Math.floorMod(one, states.size()));
    MaxRegister<String> b = states.get(Math.floorMod(two, states.size()));

    assertThat(a.compareTo(b) <= 0).isEqualTo(a.join(b).equals(b));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
  }
}
