package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

class MerkleTreeTest {
  private final MerkleTree tree = new MerkleTree(Fixtures.SUITE, Range.all());

  @Test
  void total_emptyTree_isZero() {
    assertThat(tree.total()).isEqualTo(RangeSum.ZERO);
    assertThat(tree.count()).isZero();
    assertThat(tree.items(Range.all())).isEmpty();
  }

  @Test
  @DisplayName("an item that is there twice counts twice and does not cancel itself")
  void duplicatesAdd() {
    Item item = Fixtures.item(5, 6);
    RangeSum once = RangeSum.of(Fixtures.SUITE, item);
    tree.add(item);
    tree.add(item);
    assertThat(tree.total()).isEqualTo(once.plus(once)).isNotEqualTo(RangeSum.ZERO);
    assertThat(tree.items(Range.all())).containsExactly(item, item);
    tree.remove(item);
    assertThat(tree.total()).isEqualTo(once);
    tree.remove(item);
    assertThat(tree.total()).isEqualTo(RangeSum.ZERO);
  }

  @Test
  void remove_itemThatIsNotThere_isOurBugAndChangesNothing() {
    List<Item> items = Fixtures.randomItems(new Random(2), 1000);
    items.forEach(tree::add);
    RangeSum before = tree.total();
    Item known = items.get(0);
    assertThatThrownBy(() -> tree.remove(new Item(known.place(), known.versionHash() + 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000 items");
    assertThat(tree.total()).isEqualTo(before);
    assertThat(tree.isConsistent()).isTrue();
  }

  @Test
  @DisplayName("what cannot be updated changes nothing: no such item, another key, beyond the root")
  void update_ofWhatDoesNotFit_changesNothing() {
    List<Item> items = Fixtures.randomItems(new Random(2), 1000);
    items.forEach(tree::add);
    RangeSum before = tree.total();
    Item known = items.get(0);
    Item unknown = new Item(known.place(), known.versionHash() + 1);
    assertThat(tree.updateIfThere(unknown, known)).isFalse();
    assertThatThrownBy(() -> tree.updateIfThere(known, new Item(known.place() + (1L << 24), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another version");
    assertThat(tree.total()).isEqualTo(before);
    assertThat(tree.isConsistent()).isTrue();
    MerkleTree part = new MerkleTree(Fixtures.SUITE, new Range(0, 4));
    assertThatThrownBy(() -> part.updateIfThere(new Item(-1, 0), new Item(-1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void add_outsideTheRoot_isRefused() {
    MerkleTree part = new MerkleTree(Fixtures.SUITE, new Range(1L << 60, 4));
    part.add(new Item(1L << 60, 0));
    assertThatThrownBy(() -> part.add(new Item(1L << 61, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> part.remove(new Item(1L << 61, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(part.root()).isEqualTo(new Range(1L << 60, 4));
    assertThat(part.sum(Range.all())).isEqualTo(part.total());
    assertThat(part.items(new Range(0, 4))).isEmpty();
    assertThat(part.sum(new Range(0, 4))).isEqualTo(RangeSum.ZERO);
  }

  @Test
  @DisplayName("order is unsigned")
  void unsignedOrder() {
    List<Item> ordered =
        List.of(
            Fixtures.item(0, 0),
            Fixtures.item(0, -1),
            Fixtures.item(1, 5),
            Fixtures.item(-2, 0),
            Fixtures.item(-1, 0));
    List<Item> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(3));
    shuffled.forEach(tree::add);
    assertThat(tree.items(Range.all())).isEqualTo(ordered);
    assertThat(tree.stream()).containsExactlyElementsOf(ordered);
    assertThat(ordered).isSorted();
  }

  @Test
  @DisplayName("65 items split a leaf, 15 left merge it")
  void splitsAndMerges() {
    List<Item> items = Fixtures.randomItems(new Random(4), 65);
    items.subList(0, 64).forEach(tree::add);
    assertThat(tree.rootNode()).isInstanceOf(TreeLeaf.class);
    tree.add(items.get(64));
    assertThat(tree.rootNode()).isInstanceOf(TreeInner.class);
    items.subList(16, 65).forEach(tree::remove);
    assertThat(tree.rootNode()).isInstanceOf(TreeInner.class);
    tree.remove(items.get(15));
    assertThat(tree.rootNode()).isInstanceOf(TreeLeaf.class);
    assertThat(tree.isConsistent()).isTrue();
    assertThat(tree.total()).isEqualTo(tree.rebuilt().total());
  }

  @Test
  @DisplayName("any number of items may share a place")
  void collidingPlaces() {
    for (int i = 0; i < 5000; i++) {
      tree.add(new Item(-1, i));
    }
    assertThat(tree.isConsistent()).isTrue();
    assertThat(tree.sum(new Range(-1 << 24, 40))).isEqualTo(tree.total());
    for (int i = 0; i < 5000; i++) {
      tree.remove(new Item(-1, i));
    }
    assertThat(tree.total()).isEqualTo(RangeSum.ZERO);
    assertThat(tree.rootNode()).isInstanceOf(TreeLeaf.class);
  }

  @Test
  @DisplayName("a sum is the same whether it is a node, several nodes or a part of a leaf")
  void sumOfAnyRange() {
    Random random = new Random(5);
    List<Item> items = Fixtures.randomItems(random, 3000);
    items.forEach(tree::add);
    for (int bits = 0; bits <= 40; bits++) {
      long place = items.get(random.nextInt(items.size())).place();
      Range range = new Range(bits == 0 ? 0 : place >>> (64 - bits) << (64 - bits), bits);
      List<Item> inside =
          items.stream().filter(item -> range.contains(item.place())).sorted().toList();
      RangeSum expected =
          PairFingerprint.combine(
              inside.stream().map(item -> RangeSum.of(Fixtures.SUITE, item)).toList());
      assertThat(tree.sum(range)).as("%s", range).isEqualTo(expected);
      assertThat(tree.items(range)).as("%s", range).isEqualTo(inside);
    }
  }

  @Test
  @DisplayName("pitfall 22: keys chosen by a client do not skew the tree")
  void chosenKeysDoNotSkew() {
    List<byte[]> chosen = IntStream.range(0, 50_000).mapToObj(MerkleTreeTest::key).toList();
    int mean = 50_000 / 256;
    assertThat(IntStream.of(perRange(Fixtures.SUITE, chosen)).max().orElseThrow())
        .isLessThanOrEqualTo(4 * mean);
    assertThat(IntStream.of(perRange(Fixtures.SUITE, chosen)).min().orElseThrow())
        .isGreaterThanOrEqualTo(mean / 4);
  }

  @Test
  @DisplayName(
      "pitfall 22: keys ground with the secret skew the tree, so nobody else gets to know it")
  void groundKeysSkewWithoutASecret() {
    HashSuite known = HashSuites.sipHash(new byte[16]);
    List<byte[]> ground =
        IntStream.range(0, 300_000)
            .mapToObj(MerkleTreeTest::key)
            .filter(key -> known.hash64(HashDomain.KEY, key) >>> 56 == 0)
            .toList();
    int mean = ground.size() / 16;
    assertThat(IntStream.of(perRange(known, ground)).max().orElseThrow()).isGreaterThan(4 * mean);
    int[] sixteenths = new int[16];
    int[] kept = perRange(Fixtures.SUITE, ground);
    for (int i = 0; i < kept.length; i++) {
      sixteenths[i / 16] += kept[i];
    }
    assertThat(IntStream.of(sixteenths).max().orElseThrow()).isLessThanOrEqualTo(4 * mean);
  }

  private static byte[] key(int number) {
    return new CanonicalOut().writeString("user/").writeString("" + number).toByteArray();
  }

  private static int[] perRange(HashSuite suite, List<byte[]> keys) {
    int[] perRange = new int[256];
    keys.forEach(key -> perRange[(int) (suite.hash64(HashDomain.KEY, key) >>> 56)]++);
    return perRange;
  }

  @Test
  @DisplayName("fingerprints depend on nonce, scope, sum and count")
  void fingerprintInputs() {
    RangeSum sum = RangeSum.of(Fixtures.SUITE, Fixtures.item(1, 2));
    long base = sum.fingerprint(Fixtures.SUITE, 1, Range.all());
    assertThat(base).isEqualTo(sum.fingerprint(Fixtures.SUITE, 1, Range.all()));
    assertThat(base).isNotEqualTo(sum.fingerprint(Fixtures.SUITE, 2, Range.all()));
    assertThat(base).isNotEqualTo(sum.fingerprint(Fixtures.SUITE, 1, new Range(0, 4)));
    assertThat(base)
        .isNotEqualTo(new RangeSum(sum.sum(), 2).fingerprint(Fixtures.SUITE, 1, Range.all()));
    assertThat(base).isNotEqualTo(RangeSum.ZERO.fingerprint(Fixtures.SUITE, 1, Range.all()));
  }

  @Test
  @DisplayName("the pair fingerprint is that of one tree over all groups, in any order")
  void pairFingerprint() {
    List<Item> items = Fixtures.randomItems(new Random(6), 500);
    items.forEach(tree::add);
    List<RangeSum> groups = new ArrayList<>();
    for (Range range : Range.all().children()) {
      groups.add(tree.sum(range));
    }
    Collections.shuffle(groups, new Random(7));
    assertThat(PairFingerprint.of(Fixtures.SUITE, 9, groups))
        .isEqualTo(tree.total().fingerprint(Fixtures.SUITE, 9, Range.all()));
    groups.remove(3);
    assertThat(PairFingerprint.of(Fixtures.SUITE, 9, groups))
        .isNotEqualTo(tree.total().fingerprint(Fixtures.SUITE, 9, Range.all()));
    assertThat(tree.total().minus(tree.total())).isEqualTo(RangeSum.ZERO);
  }

  @Test
  @DisplayName("a range is built anew from other items, whatever its nodes are, and all else stays")
  void replace_anyRange_sameAsBuiltFromItems() {
    Random random = new Random(7);
    for (int n : List.of(0, 10, 70, 3000)) {
      for (int bits : List.of(0, 3, 4, 10, 13, 40)) {
        MerkleTree mended = new MerkleTree(Fixtures.SUITE, Range.all());
        List<Item> items = Fixtures.randomItems(random, n);
        items.forEach(mended::add);
        long at = n == 0 ? 0 : items.get(0).place();
        Range range = new Range(bits == 0 ? 0 : at >>> (64 - bits) << (64 - bits), bits);
        List<Item> others = List.of(new Item(at, 1), new Item(at, 2));
        mended.replace(range, others);
        MerkleTree expected = new MerkleTree(Fixtures.SUITE, Range.all());
        items.stream().filter(i -> !range.contains(i.place())).forEach(expected::add);
        others.forEach(expected::add);
        assertThat(mended.total()).isEqualTo(expected.total());
        assertThat(mended.stream()).containsExactlyElementsOf(expected.stream().toList());
        assertThat(mended.isConsistent()).isTrue();
      }
    }
    assertThatThrownBy(() -> tree.replace(new Range(0, 4), List.of(new Item(-1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a wrong sum shows in each range below it, and is right after its range is replaced")
  void isConsistent_wrongSum_foundAndMended() {
    List<Item> items = Fixtures.randomItems(new Random(9), 3000);
    items.forEach(tree::add);
    RangeSum right = tree.total();
    tree.rootNode().sumUp(right);
    Range range = new Range(items.get(0).place() >>> 54 << 54, 10);
    assertThat(tree.isConsistent(range)).isFalse();
    tree.replace(range, tree.items(range));
    assertThat(tree.total()).isEqualTo(right);
    TreeNode child = ((TreeInner) tree.rootNode()).children[0];
    child.resum(right);
    assertThat(tree.isConsistent(new Range(0, 10))).isFalse();
    tree.replace(new Range(0, 10), tree.items(new Range(0, 10)));
    assertThat(tree.isConsistent()).isTrue();
    assertThat(tree.total()).isEqualTo(right);
  }
}
