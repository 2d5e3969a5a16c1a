package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Grow-only sets, registers over chains and composed types. */
class LatticeTest {
  private static final CrdtType<GSet<String>> NAMES = GSet.type(Codecs.utf8());
  private static final CrdtType<MaxRegister<BigDecimal>> HIGHEST =
      MaxRegister.type(ChainProperties.DECIMAL);
  private static final CrdtType<
          Lex<MaxRegister<Long>, ORSet<String>, MaxRegister.Editor<Long>, ORSet.Editor<String>>>
      EPOCHS = Lex.type(MaxRegister.unsigned(), CompositionProperties.SET);
  private static final CrdtType<Option<GCounter, GCounter.Editor>> MAYBE =
      Option.type(GCounter.TYPE);

  @Test
  void a_set_keeps_all_that_was_added_anywhere_in_the_order_of_bytes() {
    var a = new Replica<>(NAMES, 1);
    var b = new Replica<>(NAMES, 2);
    a.edit(e -> e.add("tea").add("milk"));
    GSet<String> delta = b.edit(e -> e.addAll(List.of("tea", "bread")));

    a.receive(delta);

    assertThat(a.state().elements()).containsExactly("tea", "milk", "bread");
    assertThat(a.state().elements().contains("\ud800")).isFalse();
    assertThat(a.state().size()).isEqualTo(3);
    assertThat(a.edit(e -> e.add("tea")).isBottom()).isTrue();
    assertThat(a.state()).hasToString("GSet[tea, milk, bread]");
    assertThatThrownBy(() -> a.state().elements().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void the_digest_of_a_set_costs_a_hash_an_added_element() {
    List<HashDomain> hashed = new ArrayList<>();
    HashSuite suite = counting(hashed);
    CrdtType<GSet<Long>> type = GSet.type(Codecs.int64());
    GSet<Long> large = new Replica<>(type, 1).edit(e -> LongStream.range(0, 500).forEach(e::add));
    large.digest(suite);
    GSet<Long> delta = new Replica<>(type, 2).edit(e -> e.add(7L).add(-7L).add(-8L));
    hashed.clear();

    large.join(delta).digest(suite);
    assertThat(hashed).hasSize(2);

    hashed.clear();
    delta.join(large).digest(suite);
    assertThat(hashed).hasSize(2);
  }

  private static HashSuite counting(List<HashDomain> hashed) {
    return new HashSuite() {
      @Override
      public String name() {
        return "counting";
      }

      @Override
      public Digest128 hash128(HashDomain domain, byte[] input) {
        hashed.add(domain);
        return new Digest128(input.length, input[0]);
      }
    };
  }

  @Test
  void values_that_the_order_holds_for_equal_are_ordered_by_bytes() {
    var a = new Replica<>(HIGHEST, 1);
    var b = new Replica<>(HIGHEST, 2);
    a.edit(e -> e.offer(new BigDecimal("1.0")));
    b.edit(e -> e.offer(new BigDecimal("1.00")));

    assertThat(a.state().join(b.state())).isEqualTo(b.state().join(a.state()));
    assertThat(a.state().compareTo(b.state())).isNotZero();
  }

  @Test
  void a_register_keeps_the_highest_or_the_lowest() {
    var max = new Replica<>(MaxRegister.type(Codecs.int64()), 1);
    var min = new Replica<>(MinRegister.type(Codecs.int64()), 1);
    for (long value : new long[] {3, 7, 5}) {
      max.edit(e -> assertThat(e.offer(value).value()).isPresent());
      min.edit(e -> e.offer(value));
    }

    assertThat(max.state().value()).contains(7L);
    assertThat(min.state().value()).contains(3L);
    assertThat(min.state().compareTo(min.state().type().bottom())).isPositive();
    assertThat(max.edit(e -> e.offer(6L)).isBottom()).isTrue();
  }

  @Test
  void unsigned_ranks_go_beyond_63_bits() {
    var rank = new Replica<>(MaxRegister.unsigned(), 1);
    rank.edit(e -> e.offer(-1L).offer(Long.MAX_VALUE));

    assertThat(rank.state().value()).contains(-1L);
  }

  @Test
  void types_of_other_orders_and_codecs_are_refused() {
    CrdtType<MaxRegister<String>> natural = MaxRegister.type(Codecs.utf8());
    CrdtType<MaxRegister<String>> reversed =
        MaxRegister.type(Codecs.utf8(), "reversed", Comparator.reverseOrder());
    Codec<String> kryo =
        new Codec<>() {
          @Override
          public String name() {
            return "kryo";
          }

          @Override
          public void write(String value, CanonicalOut out) {
            out.writeString(value);
          }

          @Override
          public String read(CanonicalIn in) {
            return in.readString();
          }

          @Override
          public boolean isCanonical() {
            return false;
          }
        };

    assertThatThrownBy(() -> natural.bottom().join(reversed.bottom()))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> natural.bottom().deltaSince(reversed.bottom().summary()))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> MaxRegister.type(Codecs.utf8(), "a,b", Comparator.naturalOrder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a,b");
    assertThatThrownBy(() -> GSet.type(kryo)).hasMessageContaining("kryo");
    assertThatThrownBy(() -> MinRegister.type(kryo)).hasMessageContaining("kryo");
    assertThatThrownBy(() -> NAMES.bottom().deltaSince(GCounter.empty().summary()))
        .isInstanceOf(IncompatibleTypeException.class);
  }

  @Test
  void a_raised_rank_beats_concurrent_writes_below_it() {
    var a = new Replica<>(EPOCHS, 1);
    var b = new Replica<>(EPOCHS, 2);
    a.edit(e -> e.first(epoch -> epoch.offer(1L)).second(set -> set.add("milk")));
    b.receive(a.state());
    a.edit(e -> e.first(epoch -> epoch.offer(2L)));
    b.edit(e -> e.second(set -> set.add("tea")));

    var both = a.state().join(b.state());

    assertThat(both).isEqualTo(b.state().join(a.state())).isEqualTo(a.state());
    assertThat(both.first().value()).contains(2L);
    assertThat(both.second().elements()).isEmpty();
  }

  @Test
  void states_of_one_rank_join() {
    var a = new Replica<>(EPOCHS, 1);
    var b = new Replica<>(EPOCHS, 2);
    a.edit(e -> e.first(epoch -> epoch.offer(1L)).second(set -> set.add("milk")));
    b.edit(e -> e.second(set -> set.add("lost")).first(epoch -> epoch.offer(1L)));
    b.edit(e -> e.second(set -> set.add("tea")).first(epoch -> epoch.offer(1L)));

    assertThat(a.state().join(b.state()).second().elements()).containsExactly("tea", "milk");
  }

  @Test
  void a_delta_under_a_known_rank_carries_no_more_than_the_change() {
    var a = new Replica<>(EPOCHS, 1);
    a.edit(e -> e.first(epoch -> epoch.offer(1L)).second(set -> set.add("milk")));

    var delta = a.edit(e -> e.second(set -> set.add("tea")));

    assertThat(delta.second().elements()).containsExactly("tea");
    assertThat(delta.toBytes()).hasSizeLessThan(30);
    assertThat(a.edit(e -> e.first(epoch -> epoch.offer(1L))).isBottom()).isTrue();
  }

  @Test
  void a_twin_is_seen_below_a_composition() {
    var a = new Replica<>(EPOCHS, 1);
    var twin = new Replica<>(EPOCHS, 1);
    a.edit(e -> e.first(epoch -> epoch.offer(1L)));
    twin.edit(e -> e.first(epoch -> epoch.offer(1L)).second(set -> set.add("x")));
    var novelty = a.state().join(twin.state(), JoinReport.none()).novelty();

    assertThat(novelty.showsReuseOf(a.id(), a.state())).isTrue();
    assertThat(novelty.showsReuseOf(new ReplicaId(9), a.state())).isFalse();
    assertThat(novelty.showsReuseOf(a.id(), twin.state())).isFalse();
    var pairs = Pair.type(GCounter.TYPE, CompositionProperties.SET);
    var pair = new Replica<>(pairs, 1).edit(e -> e.first(c -> c.increment()));
    assertThat(pair.showsReuseOf(a.id(), pairs.bottom())).isTrue();
    var some = new Replica<>(MAYBE, 1).edit(e -> e.value(c -> c.increment()));
    assertThat(some.showsReuseOf(a.id(), MAYBE.bottom())).isTrue();
    assertThat(MAYBE.bottom().showsReuseOf(a.id(), MAYBE.bottom())).isFalse();
  }

  @Test
  void zero_is_more_than_nothing() {
    var a = new Replica<>(MAYBE, 1);
    assertThat(a.state().value()).isEmpty();

    var touched = a.edit(e -> assertThat(e.touch().isPresent()).isTrue());

    assertThat(touched.isBottom()).isFalse();
    assertThat(a.state().value()).hasValueSatisfying(c -> assertThat(c.value()).isZero());
    assertThat(a.edit(e -> e.touch()).isBottom()).isTrue();
    assertThat(a.edit(e -> e.value(c -> c.increment(2))).value())
        .hasValueSatisfying(c -> assertThat(c.value()).isEqualTo(2));
    assertThat(MAYBE.bottom().join(touched)).isEqualTo(touched);
    assertThat(a.state()).hasToString("Option[GCounter{0000000000000001: +2}]");
  }

  @Test
  void editors_of_parts_die_with_the_edit_and_do_not_nest_into_themselves() {
    var a = new Replica<>(EPOCHS, 1);
    AtomicReference<Lex.Editor<MaxRegister.Editor<Long>, ORSet.Editor<String>>> escaped =
        new AtomicReference<>();
    a.edit(escaped::set);

    assertThatThrownBy(() -> escaped.get().first(epoch -> epoch.offer(1L)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> a.edit(e -> e.second(set -> e.first(epoch -> epoch.offer(9L)))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> a.edit(e -> e.second(set -> e.second(s -> s.add("x")))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(a.state().isBottom()).isTrue();
  }

  @Test
  void a_part_that_throws_leaves_the_other_part_and_what_was_before() {
    var pairs = Pair.type(GCounter.TYPE, CompositionProperties.SET);
    var a = new Replica<>(pairs, 1);
    a.edit(
        e -> {
          e.second(set -> set.add("kept"));
          assertThatThrownBy(() -> e.first(c -> c.increment(5).increment(-1)))
              .isInstanceOf(IllegalArgumentException.class);
          e.first(c -> c.increment(2));
        });

    assertThat(a.state().first().value()).isEqualTo(2);
    assertThat(a.state().second().elements()).containsExactly("kept");
  }

  @Test
  void summaries_of_other_compositions_are_refused() {
    Summary pair = Pair.type(GCounter.TYPE, CompositionProperties.SET).bottom().summary();

    assertThatThrownBy(() -> EPOCHS.bottom().deltaSince(pair))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> MAYBE.bottom().summary().covers(pair))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> pair.covers(EPOCHS.bottom().summary()))
        .isInstanceOf(IncompatibleTypeException.class);
    assertThatThrownBy(() -> MAYBE.bottom().join(Option.type(new Renamed()).bottom()))
        .isInstanceOf(IncompatibleTypeException.class);
  }

  private static final class Renamed implements CrdtType<GCounter> {
    @Override
    public String tag() {
      return "renamed/1";
    }

    @Override
    public GCounter bottom() {
      return GCounter.empty();
    }

    @Override
    public GCounter read(CanonicalIn in) {
      return GCounter.TYPE.read(in);
    }

    @Override
    public Summary readSummary(CanonicalIn in) {
      return GCounter.TYPE.readSummary(in);
    }
  }

  @Test
  void elements_out_of_order_are_refused() {
    for (String second : List.of("a", "b")) {
      CanonicalOut out = new CanonicalOut();
      out.writeByte(1).writeVarInt(2).writeString("b").writeString(second);
      assertThatThrownBy(() -> NAMES.read(out.toByteArray()))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("ascend");
    }
  }

  @Test
  void values_that_their_codec_does_not_write_are_refused() {
    Codec<Long> lax =
        Codecs.of("lax", (value, out) -> out.writeByte(1), in -> (long) in.readByte());

    assertThatThrownBy(() -> MaxRegister.type(lax).read(new byte[] {1, 1, 5}))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("lax");
  }
}
