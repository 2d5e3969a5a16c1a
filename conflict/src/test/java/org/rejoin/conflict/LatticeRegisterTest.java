package org.rejoin.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

class LatticeRegisterTest {
  private static final Resolver<Long> GREATEST = Resolvers.reconcile("greatest", 1, Math::max);

  /** Merges nothing with 13. */
  private static final Resolver<Long> WARY =
      Resolvers.reconcile(
          "wary",
          1,
          (a, b) -> {
            if (a == 13 || b == 13) {
              throw new IllegalStateException("13");
            }
            return Math.max(a, b);
          });

  private static Origin origin(long replica, long millis) {
    return new Origin(new ReplicaId(replica), Hlc.ofMillis(millis));
  }

  private static LatticeRegister<Long> put(Resolver<Long> resolver, long replica, long value) {
    return LatticeRegister.type(Codecs.int64(), resolver)
        .bottom()
        .edit(origin(replica, replica), e -> e.put(value))
        .delta();
  }

  @Test
  void joins_merge() {
    LatticeRegister<Long> merged = put(GREATEST, 1, 5).join(put(GREATEST, 2, 3));

    assertThat(merged.value()).contains(5L);
    assertThat(merged.isSplit()).isFalse();
    assertThat(merged.siblings().last().stamp()).isEqualTo(Hlc.ofMillis(2));
    assertThat(merged.edit(origin(1, 9), e -> e.put(4L)).state().value()).contains(5L);
    assertThat(LatticeRegister.type(Codecs.int64(), GREATEST).bottom().value()).isEmpty();
  }

  @Test
  void what_does_not_merge_stays_apart_and_tells() {
    LatticeRegister<Long> split = put(WARY, 1, 5).join(put(WARY, 2, 13)).join(put(WARY, 3, 7));
    LatticeRegister<Long> other = put(WARY, 3, 7).join(put(WARY, 2, 13)).join(put(WARY, 1, 5));

    assertThat(split.isSplit()).isTrue();
    assertThat(split.value()).isEmpty();
    assertThat(split.siblings().values()).containsExactly(13L, 7L);
    assertThat(other).isEqualTo(split);
    assertThat(split.type().read(split.toBytes())).isEqualTo(split);
  }

  @Test
  void a_replica_where_the_resolver_worked_heals_one_where_it_did_not() {
    AtomicReference<RuntimeException> trouble = new AtomicReference<>();
    Resolver<Long> moody =
        Resolvers.reconcile(
            "greatest",
            1,
            (a, b) -> {
              if (trouble.get() != null) {
                throw trouble.get();
              }
              return Math.max(a, b);
            });
    LatticeRegister<Long> merged = put(moody, 1, 5).join(put(moody, 2, 3));
    trouble.set(new IllegalStateException("out of memory"));
    LatticeRegister<Long> split = put(moody, 1, 5).join(put(moody, 2, 3));

    assertThat(split.isSplit()).isTrue();
    assertThat(split.join(merged)).isEqualTo(merged);
    assertThat(merged.join(split)).isEqualTo(merged);
    assertThat(merged.deltaSince(split.summary())).isEqualTo(merged);
    assertThat(split.deltaSince(merged.summary()).isBottom()).isTrue();
  }

  @Test
  void puts_that_merge_with_nothing_are_capped() {
    LatticeRegister<Long> register =
        LatticeRegister.type(
                Codecs.int64(),
                Resolvers.<Long>keepAll(),
                SiblingOptions.defaults().withCaps(2, 99))
            .bottom()
            .edit(origin(1, 1), e -> e.put(1L).put(2L))
            .state();

    assertThatThrownBy(() -> register.edit(origin(1, 2), e -> e.put(3L)))
        .isInstanceOf(SiblingOverflowException.class);
    assertThat(register.overflow()).isEmpty();
    assertThat(
            register
                .join(register.type().bottom().edit(origin(2, 2), e -> e.put(3L)).delta())
                .overflow())
        .contains(new SiblingOverflow(3, 3, 2, 99));
  }

  @Test
  void states_of_other_resolver_versions_do_not_join() {
    LatticeRegister<Long> newer = put(Resolvers.reconcile("greatest", 2, Math::max), 1, 1);

    assertThatThrownBy(() -> put(GREATEST, 1, 1).join(newer))
        .isInstanceOf(IncompatibleTypeException.class)
        .hasMessageContaining("lattice/1<int64,greatest/1>")
        .hasMessageContaining("greatest/2");
  }

  @Test
  void the_same_put_with_another_value_is_reported_and_replicas_agree() {
    List<Dot> faults = new ArrayList<>();
    LatticeRegister<Long> a = put(GREATEST, 1, 5);
    LatticeRegister<Long> b = put(GREATEST, 1, 6);

    LatticeRegister<Long> joined = a.join(b, faults::add).state();

    assertThat(faults).containsExactly(new Dot(new ReplicaId(1), 1));
    assertThat(b.join(a)).isEqualTo(joined);
    assertThat(joined.value()).contains(6L);
  }

  @Test
  void a_codec_that_is_not_canonical_is_refused() {
    Codec<String> lax =
        new Codec<>() {
          @Override
          public String name() {
            return "lax";
          }

          @Override
          public void write(String value, org.rejoin.crdt.codec.CanonicalOut out) {
            out.writeString(value);
          }

          @Override
          public String read(org.rejoin.crdt.codec.CanonicalIn in) {
            return in.readString();
          }

          @Override
          public boolean isCanonical() {
            return false;
          }
        };

    assertThatThrownBy(() -> LatticeRegister.type(lax, Resolvers.lww()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lax");
  }

  @Test
  void bytes_are_as_in_the_golden_vector() {
    LatticeRegister<Long> register = put(GREATEST, 1, 5).join(put(GREATEST, 2, 3));

    assertThat(HexFormat.of().formatHex(register.toBytes()))
        .isEqualTo(
            "0101"
                + ("02" + "0000000000000001" + "0000000000000002" + "0000" + "0000")
                + ("01" + "04" + "0000000000000002" + "010a"));
  }

  @Test
  void an_editor_is_dead_when_its_edit_ends() {
    AtomicReference<LatticeRegister.Editor<Long>> escaped = new AtomicReference<>();
    put(GREATEST, 1, 5).edit(origin(2, 1), escaped::set);

    assertThatThrownBy(() -> escaped.get().put(1L)).isInstanceOf(IllegalStateException.class);
  }
}
