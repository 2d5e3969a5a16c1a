package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

class CausalContextTest {
  private static final ReplicaId A = new ReplicaId(0xa);
  private static final ReplicaId B = new ReplicaId(-1);

  @Test
  void neighbours_fuse_into_one_interval() {
    CausalContext context =
        CausalContext.of(new Dot(A, 3)).add(new Dot(A, 1)).add(new Dot(A, 2)).add(new Dot(B, 7));
    assertThat(context).hasToString("{000000000000000a:1-3 ffffffffffffffff:7}");
    assertThat(context.runCount()).isEqualTo(2);
    assertThat(context.size()).isEqualTo(4);
  }

  @Test
  void set_operations_agree_with_plain_sets() {
    Random random = new Random(1);
    for (int round = 0; round < 3000; round++) {
      TreeSet<Dot> a = someDots(random);
      TreeSet<Dot> b = someDots(random);
      CausalContext x = shuffled(a, random);
      CausalContext y = shuffled(b, random);
      assertThat(x.dots()).containsExactlyElementsOf(a);
      TreeSet<Dot> union = new TreeSet<>(a);
      union.addAll(b);
      TreeSet<Dot> minus = new TreeSet<>(a);
      minus.removeAll(b);
      TreeSet<Dot> both = new TreeSet<>(a);
      both.retainAll(b);
      assertSame(x.union(y), union);
      assertSame(x.minus(y), minus);
      assertSame(x.intersection(y), both);
      Dot cut = new Dot(random.nextBoolean() ? A : B, 1 + random.nextInt(12));
      assertSame(x.before(cut), a.headSet(cut));
      assertThat(x.containsAll(y)).isEqualTo(a.containsAll(b));
      assertThat(x.contains(cut)).isEqualTo(a.contains(cut));
      if (x.containsAll(y)) {
        assertThat(x.union(y)).isSameAs(x);
      }
    }
  }

  private static void assertSame(CausalContext actual, Set<Dot> expected) {
    assertThat(actual.dots()).containsExactlyElementsOf(expected);
    CausalContext rebuilt = CausalContext.of(expected);
    assertThat(actual).isEqualTo(rebuilt).hasSameHashCodeAs(rebuilt);
    byte[] bytes = bytes(actual);
    assertThat(bytes).isEqualTo(bytes(rebuilt));
    CanonicalIn in = new CanonicalIn(bytes);
    assertThat(CausalContext.read(in)).isEqualTo(actual);
    in.expectEnd();
  }

  @Test
  void next_dot_follows_the_own_run() {
    assertThat(CausalContext.empty().next(A)).isEqualTo(new Dot(A, 1));
    assertThat(CausalContext.of(List.of(new Dot(A, 1), new Dot(A, 2))).next(A))
        .isEqualTo(new Dot(A, 3));
  }

  @Test
  void next_dot_is_refused_when_own_events_have_a_gap() {
    assertThatThrownBy(() -> CausalContext.of(new Dot(A, 2)).next(A))
        .isInstanceOf(IdentityReusedException.class);
    CausalContext gap = CausalContext.of(List.of(new Dot(A, 1), new Dot(A, 3)));
    assertThatThrownBy(() -> gap.next(A)).isInstanceOf(IdentityReusedException.class);
    assertThat(gap.next(B)).isEqualTo(new Dot(B, 1));
  }

  @Test
  void bytes_that_no_context_writes_are_refused() {
    refused(out -> out.writeVarInt(1_000_000));
    refused(out -> ids(out, 2, 1));
    refused(out -> ids(out, 1, 1));
    refusedRuns(-1, 0); // would be dot 0
    refusedRuns(0, -2);
    refusedRuns(0, -1);
    refusedRuns(CausalContext.MAX_COUNTER, 0);
    refusedRuns(0, 1, -1, 0); // would touch the interval before
    refusedRuns(0, 1, CausalContext.MAX_COUNTER - 2, 0);
    refusedRuns(0, 1); // another one is announced
  }

  /** Distances and lengths in turn. */
  private static void refusedRuns(long... parts) {
    refused(
        out -> {
          out.writeVarInt(1).writeFixedLong(1);
          for (long part : parts) {
            out.writeVarLong(part);
          }
        });
  }

  private static void ids(CanonicalOut out, long first, long second) {
    out.writeVarInt(2).writeFixedLong(first).writeFixedLong(second);
    for (int i = 0; i < 2; i++) {
      out.writeVarLong(0).writeVarLong(0);
    }
  }

  private static void refused(java.util.function.Consumer<CanonicalOut> writer) {
    CanonicalOut out = new CanonicalOut();
    writer.accept(out);
    assertThatThrownBy(() -> CausalContext.read(new CanonicalIn(out.toByteArray())))
        .isInstanceOf(MalformedBytesException.class);
  }

  private static byte[] bytes(CausalContext context) {
    CanonicalOut out = new CanonicalOut();
    context.write(out);
    return out.toByteArray();
  }

  private static TreeSet<Dot> someDots(Random random) {
    TreeSet<Dot> dots = new TreeSet<>();
    int density = 1 + random.nextInt(9);
    for (ReplicaId id : List.of(A, B)) {
      for (int counter = 1; counter <= 12; counter++) {
        if (random.nextInt(10) < density) {
          dots.add(new Dot(id, counter));
        }
      }
    }
    return dots;
  }

  private static CausalContext shuffled(Set<Dot> dots, Random random) {
    List<Dot> list = new ArrayList<>(dots);
    Collections.shuffle(list, random);
    return CausalContext.of(list);
  }
}
