package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

class TrieDifferenceTest {
  /** All keys go the same ways until the cryptographic hash decides. */
  private static final Codec<Long> COLLIDING =
      new Codec<>() {
        @Override
        public String name() {
          return "colliding";
        }

        @Override
        public void write(Long value, CanonicalOut out) {
          out.writeFixedLong(value);
        }

        @Override
        public Long read(CanonicalIn in) {
          return in.readFixedLong();
        }

        @Override
        public int hash(Long value) {
          return (int) (value & 3);
        }
      };

  static Stream<Codec<Long>> codecs() {
    return Stream.of(Codecs.int64(), COLLIDING);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  @DisplayName("what one trie has and another lacks is the difference of plain sets")
  void agreesWithPlainSets(Codec<Long> codec) {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      HashTrie<Long, Boolean> base = HashTrie.empty();
      TreeSet<Long> plain = new TreeSet<>();
      for (int i = random.nextInt(200); i > 0; i--) {
        long value = random.nextInt(300);
        base = base.with(new Key<>(codec, value), true);
        plain.add(value);
      }
      TreeSet<Long> mine = new TreeSet<>(plain);
      TreeSet<Long> yours = new TreeSet<>(plain);
      HashTrie<Long, Boolean> ours = changed(base, mine, codec, random);
      HashTrie<Long, Boolean> theirs = changed(base, yours, codec, random);
      TreeSet<Long> expected = new TreeSet<>(mine);
      expected.removeAll(yours);
      TreeSet<Long> found = new TreeSet<>();
      ours.forEachNotIn(theirs, (key, in) -> assertThat(found.add(key.value())).isTrue());
      assertThat(found).isEqualTo(expected);
    }
  }

  private static HashTrie<Long, Boolean> changed(
      HashTrie<Long, Boolean> trie, TreeSet<Long> plain, Codec<Long> codec, Random random) {
    HashTrie<Long, Boolean> next = trie;
    for (int i = random.nextInt(30); i > 0; i--) {
      long value = random.nextInt(300);
      Key<Long> key = new Key<>(codec, value);
      boolean goes = random.nextBoolean();
      next = goes ? next.without(key) : next.with(key, true);
      if (goes) {
        plain.remove(value);
      } else {
        plain.add(value);
      }
    }
    return next;
  }
}
