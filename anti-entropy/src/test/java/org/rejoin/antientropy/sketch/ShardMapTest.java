package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class ShardMapTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @Test
  @DisplayName("equal sums never differ, others differ by half, and a nonce draws anew")
  void halfOfTheDifferenceShows() {
    int sum = 0;
    for (long nonce = 0; nonce < 20; nonce++) {
      assertThat(map(nonce, 0)).isEqualTo(map(nonce, 0)).hasSameHashCodeAs(map(nonce, 0));
      int differing = map(nonce, 0).differing(map(nonce, 400));
      assertThat(differing).isBetween(150, 250);
      sum += differing;
    }
    assertThat(sum).isBetween(3800, 4200);
    assertThat(map(1, 0)).isNotEqualTo(map(2, 0));
  }

  /** The first shards hold one item, the others none. */
  private static ShardMap map(long nonce, int shards) {
    return ShardMap.of(
        SUITE,
        nonce,
        shard -> shard < shards ? RangeSum.of(SUITE, new Item(shard, 1)) : RangeSum.ZERO);
  }

  @Test
  @DisplayName("a map takes 128 bytes, and reads back")
  void bytes() {
    CanonicalOut out = new CanonicalOut();
    map(3, 100).write(out);
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(128);
    assertThat(ShardMap.read(new CanonicalIn(bytes))).isEqualTo(map(3, 100));
    assertThatThrownBy(() -> ShardMap.read(new CanonicalIn(bytes, 0, 127)))
        .isInstanceOf(MalformedBytesException.class);
  }

  @Test
  @DisplayName("shards are the 1024 ranges of ten bits, in order")
  void shards() {
    assertThat(ShardMap.shard(0)).isEqualTo(new Range(0, 10));
    assertThat(ShardMap.shard(1023).last()).isEqualTo(-1);
    assertThat(ShardMap.shard(512).prefix()).isEqualTo(Long.MIN_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardMap.shard(1024))
        .withMessageContaining("1024");
    assertThatIllegalArgumentException().isThrownBy(() -> ShardMap.shard(-1));
  }
}
