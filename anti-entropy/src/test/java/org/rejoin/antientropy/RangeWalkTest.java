package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.RangeAnswer.Child;
import org.rejoin.antientropy.RangeAnswer.Children;
import org.rejoin.antientropy.RangeAnswer.Leaf;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class RangeWalkTest {
  private static final HashSuite SUITE = Fixtures.SUITE;

  @Test
  @DisplayName("1 or 10 differences among 100 000 items cost what the depth of the tree costs")
  void bytesGrowWithTheLogarithm() {
    int small = bytesForOneDifference(10_000);
    int large = bytesForOneDifference(100_000);
    assertThat(large).isLessThanOrEqualTo(2500).isLessThanOrEqualTo(small + 400);

    List<Item> items = Fixtures.randomItems(new Random(8), 100_000);
    MerkleTree mine = Fixtures.tree(SUITE, items);
    MerkleTree theirs = Fixtures.tree(SUITE, items);
    for (int i = 0; i < 10; i++) {
      theirs.remove(items.get(i * 9_973));
    }
    WalkRun run = WalkRun.of(mine, theirs, SUITE).toEnd();
    assertThat(run.found().onlyMine()).hasSize(10);
    assertThat(run.found().size()).isEqualTo(10);
    assertThat(run.bytes).isLessThanOrEqualTo(16_000);
    assertThat(run.questions).isLessThanOrEqualTo(6);
  }

  private static int bytesForOneDifference(int size) {
    List<Item> items = Fixtures.randomItems(new Random(9), size);
    MerkleTree mine = Fixtures.tree(SUITE, items);
    MerkleTree theirs = Fixtures.tree(SUITE, items);
    Item old = items.get(size / 2);
    theirs.remove(old);
    theirs.add(new Item(old.place(), 1));
    WalkRun run = WalkRun.of(mine, theirs, SUITE).toEnd();
    assertThat(run.found()).isEqualTo(new Differences(List.of(), List.of(), List.of(old.place())));
    return run.bytes;
  }

  @Test
  @DisplayName("a side without items is found out with one question")
  void emptySides() {
    List<Item> items = Fixtures.randomItems(new Random(10), 3000);
    MerkleTree full = Fixtures.tree(SUITE, items);
    MerkleTree empty = Fixtures.tree(SUITE, List.of());
    WalkRun mine = WalkRun.of(full, empty, SUITE).toEnd();
    assertThat(mine.questions).isEqualTo(1);
    assertThat(mine.found().onlyMine()).hasSize(3000).isSortedAccordingTo(Long::compareUnsigned);
    WalkRun theirs = WalkRun.of(empty, full, SUITE).toEnd();
    assertThat(theirs.found()).isEqualTo(Fixtures.difference(List.of(), items));
    assertThat(WalkRun.of(empty, empty, SUITE).toEnd().found()).isEqualTo(Differences.NONE);
  }

  @Test
  @DisplayName("mine small and theirs large, and the other way round")
  void unequalSizes() {
    List<Item> items = Fixtures.randomItems(new Random(11), 2000);
    List<Item> few = items.subList(0, 20);
    MerkleTree large = Fixtures.tree(SUITE, items);
    MerkleTree small = Fixtures.tree(SUITE, few);
    assertThat(Fixtures.sorted(WalkRun.of(small, large, SUITE).toEnd().found()))
        .isEqualTo(Fixtures.difference(few, items));
    assertThat(Fixtures.sorted(WalkRun.of(large, small, SUITE).toEnd().found()))
        .isEqualTo(Fixtures.difference(items, few));
  }

  @Test
  @DisplayName("an answer cut at the byte limit is continued")
  void cutAnswers() {
    List<Item> items = Fixtures.randomItems(new Random(12), 3000);
    MerkleTree mine = Fixtures.tree(SUITE, items.subList(0, 2000));
    MerkleTree theirs = Fixtures.tree(SUITE, items.subList(1000, 3000));
    WalkRun run = new WalkRun(mine, theirs, SUITE, 48, RangeResponder.MIN_BYTES).toEnd();
    assertThat(Fixtures.sorted(run.found()))
        .isEqualTo(Fixtures.difference(items.subList(0, 2000), items.subList(1000, 3000)));
  }

  @Test
  @DisplayName("thousands of items at one place: one difference, within the byte limit")
  void crowdedPlace() {
    MerkleTree mine = Fixtures.tree(SUITE, List.of());
    MerkleTree theirs = Fixtures.tree(SUITE, List.of());
    for (int i = 0; i < 6000; i++) {
      mine.add(Fixtures.item(7, i));
      theirs.add(Fixtures.item(7, i));
    }
    assertThat(WalkRun.of(mine, theirs, SUITE).toEnd().found()).isEqualTo(Differences.NONE);
    theirs.add(Fixtures.item(7, 6000));
    for (int maxBytes : List.of(RangeResponder.MIN_BYTES, 100_000)) {
      WalkRun run = new WalkRun(mine, theirs, SUITE, 8, maxBytes).toEnd();
      assertThat(run.found()).isEqualTo(new Differences(List.of(), List.of(), List.of(7L << 24)));
    }
  }

  @Test
  @DisplayName("a tree of one group walks its own root only")
  void groupRoot() {
    Range root = new Range(0x4000_0000_0000_0000L, 10);
    MerkleTree mine = new MerkleTree(SUITE, root);
    MerkleTree theirs = new MerkleTree(SUITE, root);
    for (int i = 0; i < 500; i++) {
      mine.add(new Item(root.prefix() | (long) i << 40, i));
      theirs.add(new Item(root.prefix() | (long) i << 40, i == 17 ? -1 : i));
    }
    assertThat(WalkRun.of(mine, theirs, SUITE).toEnd().found().both())
        .containsExactly(root.prefix() | 17L << 40);
  }

  @Test
  @DisplayName("pitfall 3: a wrong sum over right items shows as a walk that finds nothing")
  void wrongSumHealsByRebuild() {
    List<Item> items = Fixtures.randomItems(new Random(13), 2000);
    MerkleTree healthy = Fixtures.tree(SUITE, items);
    for (boolean rotIsMine : List.of(true, false)) {
      MerkleTree rotten = Fixtures.tree(SUITE, items);
      TreeNode child = ((TreeInner) rotten.rootNode()).children[3];
      child.sumUp(new RangeSum(new Digest128(0, 1), 0));
      rotten.rootNode().sumUp(new RangeSum(new Digest128(0, 1), 0));
      assertThat(rotten.total()).isNotEqualTo(healthy.total());
      WalkRun run =
          rotIsMine
              ? WalkRun.of(rotten, healthy, SUITE).toEnd()
              : WalkRun.of(healthy, rotten, SUITE).toEnd();
      assertThat(run.found()).isEqualTo(Differences.NONE);
      assertThat(rotten.isConsistent()).isFalse();
      assertThat(rotten.rebuilt().total()).isEqualTo(healthy.total());
      assertThat(rotten.rebuilt().isConsistent()).isTrue();
    }
  }

  @Test
  @DisplayName("pitfall 4: no hash value is special")
  void specialHashValues() {
    for (Digest128 value : List.of(Digest128.ZERO, Fixtures.ONES, Fixtures.SOME)) {
      long special = value.high();
      // Places and version hashes with the value: ordinary items.
      List<Item> items = new ArrayList<>(Fixtures.randomItems(new Random(14), 200));
      items.add(new Item(special, special));
      items.add(new Item(special, 5));
      items.add(Fixtures.item(3, special));
      assertFound(SUITE, items, items.subList(0, 200));
      // Item hashes all equal: the counts still show what is missing.
      assertFound(new Fixtures.ConstantIn(HashDomain.ITEM, value), items, items.subList(0, 150));
      // Fingerprints all equal: likewise.
      HashSuite flat = new Fixtures.ConstantIn(HashDomain.FINGERPRINT, value);
      assertFound(flat, items, items.subList(0, 150));
    }
  }

  private static void assertFound(HashSuite suite, List<Item> mine, List<Item> theirs) {
    Differences found =
        WalkRun.of(Fixtures.tree(suite, mine), Fixtures.tree(suite, theirs), suite).toEnd().found();
    assertThat(Fixtures.sorted(found)).isEqualTo(Fixtures.difference(mine, theirs));
    MerkleTree repaired = Fixtures.tree(suite, theirs);
    mine.stream().filter(item -> !found.isEmpty() && !theirs.contains(item)).forEach(repaired::add);
    assertThat(repaired.total()).isEqualTo(Fixtures.tree(suite, mine).total());
  }

  @Test
  void answer_thatDoesNotFitTheQuestion_isRefusedAndChangesNothing() {
    MerkleTree mine = Fixtures.tree(SUITE, Fixtures.randomItems(new Random(15), 100));
    Range thirtyEight = new Range(0, 38);
    MerkleTree narrow = new MerkleTree(SUITE, thirtyEight);
    RangeWalk walk = new RangeWalk(narrow, SUITE, 1, 4);
    RangeQuestion asked = walk.next().orElseThrow();
    Children sixteen = new Children(Collections.nCopies(16, new Child(1, 2)));
    List<RangeAnswer> wrong =
        List.of(
            new RangeAnswer(List.of(sixteen)),
            new RangeAnswer(List.of(new Leaf(List.of(Fixtures.item(4, 0))))),
            new RangeAnswer(List.of(new Leaf(List.of()), new Leaf(List.of()))));
    for (RangeAnswer answer : wrong) {
      assertThatThrownBy(() -> walk.answer(asked, answer))
          .isInstanceOf(MalformedBytesException.class);
      assertThat(walk.outstanding()).contains(asked);
    }
    assertThatThrownBy(
            () ->
                walk.answer(
                    new RangeQuestion(2, asked.ranges()), new RangeAnswer(List.of(sixteen))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(walk.answer(asked, RangeResponder.answer(mine, SUITE, asked, 4096))).isNotNull();
    assertThat(walk.isFinished()).isTrue();
    assertThat(walk.outstanding()).isEmpty();
  }

  @Test
  void answer_withChildrenOfASinglePlace_isRefused() {
    MerkleTree mine = new MerkleTree(SUITE, new Range(5 << 24, 40));
    RangeWalk walk = new RangeWalk(mine, SUITE, 1, 1);
    RangeQuestion asked = walk.next().orElseThrow();
    Children deeper = new Children(List.of(new Child(1, 100)));
    assertThatThrownBy(() -> walk.answer(asked, new RangeAnswer(List.of(deeper))))
        .isInstanceOf(MalformedBytesException.class);
  }

  @Test
  void limits_outOfBounds_areRefused() {
    MerkleTree mine = Fixtures.tree(SUITE, List.of());
    for (int perQuestion : List.of(0, -1, 49)) {
      assertThatThrownBy(() -> new RangeWalk(mine, SUITE, 1, perQuestion))
          .isInstanceOf(IllegalArgumentException.class);
    }
    RangeQuestion question = new RangeQuestion(1, List.of(Range.all()));
    assertThatThrownBy(() -> RangeResponder.answer(mine, SUITE, question, 2047))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the largest part fits into the least byte limit")
  void leastByteLimitFitsEveryPart() {
    Children widest = new Children(Collections.nCopies(16, new Child(-1, Long.MAX_VALUE)));
    Leaf longest = new Leaf(Collections.nCopies(64, new Item(-1, -1)));
    assertThat(Fixtures.bytes(new RangeAnswer(List.of(widest))).length)
        .isLessThan(RangeResponder.MIN_BYTES);
    assertThat(Fixtures.bytes(new RangeAnswer(List.of(longest))).length)
        .isLessThan(RangeResponder.MIN_BYTES);
  }

  @Test
  @DisplayName("messages out of bounds cannot be made nor read")
  void messageBounds() {
    assertThatThrownBy(() -> new RangeQuestion(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RangeQuestion(1, List.of(Range.all(), new Range(0, 4))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RangeAnswer(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Children(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Child(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Leaf(List.of(Fixtures.item(2, 0), Fixtures.item(1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Leaf(Collections.nCopies(4097, Fixtures.item(2, 0))))
        .isInstanceOf(IllegalArgumentException.class);

    String nonce = "0000000000000007";
    for (String hex : List.of(nonce + "00", nonce + "41", nonce + "020000", nonce + "0204100400")) {
      assertThatThrownBy(() -> Fixtures.readQuestion(HexFormat.of().parseHex(hex)))
          .as(hex)
          .isInstanceOf(MalformedBytesException.class);
    }
    for (String hex : List.of("00", "41", "0102", "010000", "010011", "0101ffffffff0f")) {
      assertThatThrownBy(() -> Fixtures.readAnswer(HexFormat.of().parseHex(hex)))
          .as(hex)
          .isInstanceOf(MalformedBytesException.class);
    }
  }

  @Test
  @DisplayName("bytes of a question and an answer do not change")
  void goldenBytes() {
    RangeQuestion question =
        new RangeQuestion(7, List.of(new Range(0, 4), new Range(0x1200_0000_0000_0000L, 8)));
    assertThat(HexFormat.of().formatHex(Fixtures.bytes(question)))
        .isEqualTo("000000000000000702" + "0400" + "0812");
    RangeAnswer answer =
        new RangeAnswer(
            List.of(
                new Leaf(List.of(Fixtures.item(1, -1))), new Children(List.of(new Child(3, 300)))));
    assertThat(HexFormat.of().formatHex(Fixtures.bytes(answer)))
        .isEqualTo("02" + "0101" + "0000000001ffffffffffffffff" + "0001" + "0000000000000003ac02");
  }
}
