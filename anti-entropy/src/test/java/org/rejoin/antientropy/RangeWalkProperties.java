package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class RangeWalkProperties {
  private static final HashSuite SUITE = Fixtures.SUITE;

  @Property(tries = 150)
  void theWalkFindsExactlyTheDifference(
      @ForAll long seed,
      @ForAll @IntRange(max = 600) int common,
      @ForAll @IntRange(max = 300) int extraMine,
      @ForAll @IntRange(max = 300) int extraTheirs,
      @ForAll @IntRange(min = 1, max = 48) int perQuestion,
      @ForAll @IntRange(min = 2048, max = 20_000) int maxBytes) {
    Random random = new Random(seed);
    List<Item> mine = crowded(random, common);
    List<Item> theirs = new ArrayList<>(mine);
    mine.addAll(crowded(random, extraMine));
    theirs.addAll(crowded(random, extraTheirs));
    WalkRun run =
        new WalkRun(
                Fixtures.tree(SUITE, mine),
                Fixtures.tree(SUITE, theirs),
                SUITE,
                perQuestion,
                maxBytes)
            .toEnd();
    assertThat(Fixtures.sorted(run.found())).isEqualTo(Fixtures.difference(mine, theirs));
  }

  @Property(tries = 100)
  void theWalkEndsWhileBothTreesChange(
      @ForAll long seed,
      @ForAll @IntRange(max = 500) int size,
      @ForAll @IntRange(min = 1, max = 48) int perQuestion) {
    Random random = new Random(seed);
    List<Item> myItems = crowded(random, size);
    List<Item> theirItems = crowded(random, size);
    MerkleTree mine = Fixtures.tree(SUITE, myItems);
    MerkleTree theirs = Fixtures.tree(SUITE, theirItems);
    WalkRun run = new WalkRun(mine, theirs, SUITE, perQuestion, 4096);
    run.toEnd(
        () -> {
          change(random, mine, myItems);
          change(random, theirs, theirItems);
        });
    assertThat(run.questions).isLessThan(20_000);
    assertThat(mine.isConsistent() && theirs.isConsistent()).isTrue();
    WalkRun quiet = WalkRun.of(mine, theirs, SUITE).toEnd();
    assertThat(Fixtures.sorted(quiet.found())).isEqualTo(Fixtures.difference(myItems, theirItems));
  }

  /** A burst, so that splits, merges and whole ranges that vanish fall between two messages. */
  private static void change(Random random, MerkleTree tree, List<Item> items) {
    for (int i = random.nextInt(40); i > 0; i--) {
      if (items.isEmpty() || random.nextInt(3) == 0) {
        Item item = Fixtures.crowdedItem(random);
        items.add(item);
        tree.add(item);
      } else {
        tree.remove(items.remove(random.nextInt(items.size())));
      }
    }
  }

  @Property(tries = 300)
  void damagedMessagesAreRefusedOrHarmless(
      @ForAll long seed, @ForAll @IntRange(max = 400) int size) {
    Random random = new Random(seed);
    MerkleTree mine = Fixtures.tree(SUITE, crowded(random, size));
    MerkleTree theirs = Fixtures.tree(SUITE, crowded(random, size));
    RangeWalk walk = new RangeWalk(mine, SUITE, seed, 48);
    int honest = 0;
    for (int step = 0; !walk.isFinished(); step++) {
      assertThat(step).isLessThan(50_000);
      RangeQuestion asked = walk.next().or(walk::outstanding).orElseThrow();
      byte[] question = Fixtures.bytes(asked);
      RangeQuestion heard = readDamagedQuestion(random, question).orElse(asked);
      RangeAnswer answer = RangeResponder.answer(theirs, SUITE, heard, 8192);
      byte[] answered = Fixtures.bytes(answer);
      assertThat(answered.length).isLessThanOrEqualTo(8192);
      assertTruncationRefused(random, answered);
      boolean damage = honest++ < 30 && random.nextBoolean();
      try {
        Differences found =
            walk.answer(asked, Fixtures.readAnswer(damage ? flip(random, answered) : answered));
        for (Long place : found.onlyTheirs()) {
          assertThat(asked.ranges()).anyMatch(range -> range.contains(place));
        }
      } catch (MalformedBytesException refused) {
        // A question that was damaged on its way may well get an answer that does not fit.
        if (random.nextInt(4) == 0) {
          walk.answer(asked, RangeResponder.answer(theirs, SUITE, asked, 8192));
        }
      }
    }
  }

  private static Optional<RangeQuestion> readDamagedQuestion(Random random, byte[] question) {
    byte[] cut = Arrays.copyOf(question, random.nextInt(question.length));
    assertThat(refused(() -> Fixtures.readQuestion(cut))).isTrue();
    if (random.nextInt(4) != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Fixtures.readQuestion(flip(random, question)));
    } catch (MalformedBytesException expected) {
      return Optional.empty();
    }
  }

  private static void assertTruncationRefused(Random random, byte[] answer) {
    byte[] cut = Arrays.copyOf(answer, random.nextInt(answer.length));
    assertThat(refused(() -> Fixtures.readAnswer(cut))).isTrue();
    byte[] longer = Arrays.copyOf(answer, answer.length + 1);
    assertThat(refused(() -> Fixtures.readAnswer(longer))).isTrue();
  }

  private static boolean refused(Runnable read) {
    try {
      read.run();
      return false;
    } catch (MalformedBytesException expected) {
      return true;
    }
  }

  private static byte[] flip(Random random, byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static List<Item> crowded(Random random, int size) {
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(Fixtures.crowdedItem(random));
    }
    return items;
  }
}
