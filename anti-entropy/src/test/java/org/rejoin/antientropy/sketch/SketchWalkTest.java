package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;

class SketchWalkTest {
  private static final HashSuite SUITE = HashSuites.sipHash(new byte[] {7});
  private static final long NONCE = 99;
  private static final int MAX_BYTES = 60_000;

  /** Two sides of {@code common} items, of which {@code changed} are other versions. */
  private static final class Sides {
    final MerkleTree mine = new MerkleTree(SUITE, Range.all());
    final MerkleTree theirs = new MerkleTree(SUITE, Range.all());
    int roundTrips;
    int bytes;

    Sides(int common, int changed, int onlyMine, int onlyTheirs, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < common; i++) {
        Item item = new Item(random.nextLong(), random.nextLong());
        mine.add(item);
        theirs.add(i < changed ? new Item(item.place(), random.nextLong()) : item);
      }
      for (int i = 0; i < onlyMine; i++) {
        mine.add(new Item(random.nextLong(), random.nextLong()));
      }
      for (int i = 0; i < onlyTheirs; i++) {
        theirs.add(new Item(random.nextLong(), random.nextLong()));
      }
    }

    Snapshot snapshot(MerkleTree tree) {
      int size = Snapshot.size(mine.count(), theirs.count());
      return new Snapshot(
          Range.all(),
          tree.total(),
          Sketch.of(SUITE, size, tree.stream().iterator()).symbols(0, size),
          tree.count() < ShardMap.SHARDS
              ? List.of()
              : IntStream.range(0, ShardMap.SHARDS)
                  .mapToObj(shard -> tree.sum(ShardMap.shard(shard)))
                  .toList());
    }

    /** Asks and answers over bytes until the walk ends. */
    SketchWalk walk() {
      Snapshot answers = snapshot(theirs);
      SketchWalk walk = new SketchWalk(SUITE, NONCE, snapshot(mine));
      while (!walk.isFinished()) {
        SymbolQuestion question = overBytes(walk.next().orElseThrow());
        roundTrips++;
        for (SymbolAnswer part : SketchResponder.answer(SUITE, answers, question, MAX_BYTES)) {
          walk.answer(overBytes(part));
        }
      }
      return walk;
    }

    private SymbolQuestion overBytes(SymbolQuestion question) {
      CanonicalOut out = new CanonicalOut();
      question.write(out);
      bytes += out.size();
      return SymbolQuestion.read(new CanonicalIn(out.toByteArray()));
    }

    private SymbolAnswer overBytes(SymbolAnswer answer) {
      CanonicalOut out = new CanonicalOut();
      answer.write(out);
      assertThat(out.size()).isLessThanOrEqualTo(MAX_BYTES);
      bytes += out.size();
      return SymbolAnswer.read(new CanonicalIn(out.toByteArray()));
    }
  }

  private static int sizeOf(SketchWalk walk) {
    return walk.found().map(Differences::size).orElse(-1);
  }

  @Test
  @DisplayName("names what differs, on either side or on both, of small stores and of large ones")
  void walk_findsAll() {
    for (int common : List.of(0, 5, 200, 20_000)) {
      for (int each : List.of(1, 3, 40)) {
        Sides sides = new Sides(common, Math.min(common, each), each, 2 * each, common + each);
        Differences found = sides.walk().found().orElseThrow();
        assertThat(found.both()).hasSize(Math.min(common, each));
        assertThat(found.onlyMine()).hasSize(each);
        assertThat(found.onlyTheirs()).hasSize(2 * each);
        assertThat(found.onlyMine()).isSortedAccordingTo(Long::compareUnsigned);
      }
    }
  }

  @Test
  @DisplayName("up to 100 changed keys of 20 000 take two round trips in nine of ten walks")
  void walk_fewDiffer_twoRoundTrips() {
    for (int changed : List.of(1, 10, 100)) {
      List<Integer> roundTrips = new ArrayList<>();
      long bytes = 0;
      for (long seed = 0; seed < 20; seed++) {
        Sides sides = new Sides(20_000, changed, 0, 0, 1000 * changed + seed);
        assertThat(sizeOf(sides.walk())).isEqualTo(changed);
        roundTrips.add(sides.roundTrips);
        bytes += sides.bytes;
      }
      assertThat(roundTrips.stream().filter(n -> n <= 2).count()).isGreaterThanOrEqualTo(17);
      assertThat(roundTrips).allMatch(n -> n <= 4);
      assertThat(bytes / 20).isLessThan(changed == 1 ? 400 : changed == 10 ? 1_400 : 8_500);
    }
  }

  @Test
  @DisplayName("equal sides end after the first answer")
  void walk_equal_findsNothing() {
    Sides sides = new Sides(500, 0, 0, 0, 1);
    SketchWalk walk = sides.walk();
    assertThat(walk.found()).contains(Differences.NONE);
    assertThat(sides.roundTrips).isEqualTo(1);
  }

  @Test
  @DisplayName("gives up where far too many differ, without asking for all symbols")
  void walk_tooManyDiffer_givesUp() {
    Sides sides = new Sides(1000, 0, 30_000, 30_000, 3);
    SketchWalk walk = sides.walk();
    assertThat(walk.found()).isEmpty();
    assertThat(sides.bytes).isLessThan(1_000);
  }

  @Test
  @DisplayName("gives up when the peer has no symbols")
  void walk_nothingToBeHad_givesUp() {
    SketchWalk walk = new SketchWalk(SUITE, NONCE, new Sides(50, 0, 0, 0, 1).snapshot(tree()));
    walk.answer(SketchResponder.nothing(walk.next().orElseThrow()));
    assertThat(walk.isFinished()).isTrue();
    assertThat(walk.found()).isEmpty();
  }

  @Test
  @DisplayName("a question is repeated until it is answered; answers to others are ignored")
  void walk_lossAndRepetition() {
    Sides sides = new Sides(300, 20, 0, 0, 5);
    Snapshot answers = sides.snapshot(sides.theirs);
    SketchWalk walk = new SketchWalk(SUITE, NONCE, sides.snapshot(sides.mine));
    while (!walk.isFinished()) {
      SymbolQuestion question = walk.next().orElseThrow();
      assertThat(walk.next()).isEmpty();
      assertThat(walk.outstanding()).contains(question);
      SymbolAnswer answer = SketchResponder.answer(SUITE, answers, question, MAX_BYTES).get(0);
      walk.answer(new SymbolAnswer(NONCE + 1, 0, 0, answer.to(), answer.symbols()));
      assertThat(walk.outstanding()).contains(question);
      walk.answer(answer);
      walk.answer(answer);
    }
    assertThat(sizeOf(walk)).isEqualTo(20);
  }

  @Test
  @DisplayName("symbols of another snapshot end the walk")
  void walk_otherSnapshot_givesUp() {
    Sides sides = new Sides(300, 40, 0, 0, 5);
    Snapshot answers = sides.snapshot(sides.theirs);
    SketchWalk walk = new SketchWalk(SUITE, NONCE, sides.snapshot(sides.mine));
    walk.answer(answer(answers, walk));
    SymbolAnswer next = answer(answers, walk);
    walk.answer(
        new SymbolAnswer(NONCE, next.fingerprint() + 1, next.count(), next.to(), next.symbols()));
    assertThat(walk.isFinished()).isTrue();
    assertThat(walk.found()).isEmpty();
  }

  @Test
  @DisplayName("a peer whose sums are not those of its symbols is not believed")
  void walk_wrongSum_isNotBelieved() {
    Sides sides = new Sides(300, 2, 0, 0, 5);
    Snapshot answers = sides.snapshot(sides.theirs);
    SketchWalk walk = new SketchWalk(SUITE, NONCE, sides.snapshot(sides.mine));
    while (!walk.isFinished()) {
      SymbolAnswer a = answer(answers, walk);
      walk.answer(new SymbolAnswer(NONCE, 12345, a.count(), a.to(), a.symbols()));
    }
    assertThat(walk.found()).isEmpty();
  }

  private static SymbolAnswer answer(Snapshot answers, SketchWalk walk) {
    SymbolQuestion question = walk.outstanding().or(walk::next).orElseThrow();
    return SketchResponder.answer(SUITE, answers, question, MAX_BYTES).get(0);
  }

  private static MerkleTree tree() {
    return new MerkleTree(SUITE, Range.all());
  }
}
