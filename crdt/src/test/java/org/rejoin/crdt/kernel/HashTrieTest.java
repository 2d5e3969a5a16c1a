package org.rejoin.crdt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

class HashTrieTest {
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

  @ParameterizedTest
  @MethodSource("codecs")
  @DisplayName(
      "a trie is what a plain map is, whatever its history, and its shape follows from that")
  void agreesWithPlainMaps(Codec<Long> codec) {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      HashTrie<Long, Integer> trie = HashTrie.empty();
      TreeMap<Long, Integer> plain = new TreeMap<>();
      for (int step = random.nextInt(400); step > 0; step--) {
        long value = random.nextInt(150);
        Key<Long> key = new Key<>(codec, value);
        if (random.nextInt(3) == 0) {
          HashTrie<Long, Integer> less = trie.without(key);
          assertThat(less == trie).isEqualTo(!plain.containsKey(value));
          trie = less;
          plain.remove(value);
        } else {
          trie = trie.with(key, step);
          plain.put(value, step);
        }
        assertThat(trie.size()).isEqualTo(plain.size());
        assertThat(trie.get(key)).isEqualTo(plain.get(value));
      }
      assertSame(trie, plain, codec);
    }
  }

  private static void assertSame(
      HashTrie<Long, Integer> trie, TreeMap<Long, Integer> plain, Codec<Long> codec) {
    assertThat(trie.isEmpty()).isEqualTo(plain.isEmpty());
    List<Key<Long>> keys = new ArrayList<>();
    plain.keySet().forEach(value -> keys.add(new Key<>(codec, value)));
    Collections.shuffle(keys, new Random(1));
    List<Integer> values = keys.stream().map(key -> plain.get(key.value())).toList();
    HashTrie<Long, Integer> made = HashTrie.of(keys, values);
    assertThat(trie).isEqualTo(made).hasSameHashCodeAs(made);
    List<Long> met = new ArrayList<>();
    trie.forEach((key, value) -> met.add(key.value()));
    List<Long> metThere = new ArrayList<>();
    made.forEach((key, value) -> metThere.add(key.value()));
    assertThat(met).isEqualTo(metThere).containsExactlyInAnyOrderElementsOf(plain.keySet());
    List<byte[]> bytes = trie.sorted().stream().map(HashTrie.Entry::bytes).toList();
    assertThat(bytes).isSortedAccordingTo(Arrays::compareUnsigned).hasSize(plain.size());
    for (long value = 0; value < 150; value++) {
      long wanted = value;
      Key<Long> found = trie.find((key, in) -> key.value() == wanted);
      assertThat(found != null).isEqualTo(plain.containsKey(value));
      assertThat(trie.get(new Key<>(codec, value))).isEqualTo(plain.get(value));
    }
    if (!plain.isEmpty()) {
      Key<Long> first = new Key<>(codec, plain.firstKey());
      assertThat(trie.with(first, -1)).isNotEqualTo(trie);
      assertThat(trie.without(first)).isNotEqualTo(trie);
    }
  }
}
