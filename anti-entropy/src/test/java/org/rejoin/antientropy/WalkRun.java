package org.rejoin.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.HashSuite;

/** Runs a walk against a tree to its end, over encoded messages, and counts. */
final class WalkRun {
  private static final int MOST_QUESTIONS = 200_000;

  final RangeWalk walk;
  private final MerkleTree theirs;
  private final HashSuite suite;
  private final int maxBytes;
  private final List<Long> onlyMine = new ArrayList<>();
  private final List<Long> onlyTheirs = new ArrayList<>();
  private final List<Long> both = new ArrayList<>();
  int questions;
  int bytes;

  WalkRun(MerkleTree mine, MerkleTree theirs, HashSuite suite, int perQuestion, int maxBytes) {
    this.walk = new RangeWalk(mine, suite, 77, perQuestion);
    this.theirs = theirs;
    this.suite = suite;
    this.maxBytes = maxBytes;
  }

  static WalkRun of(MerkleTree mine, MerkleTree theirs, HashSuite suite) {
    return new WalkRun(mine, theirs, suite, 48, 48_000);
  }

  WalkRun toEnd() {
    return toEnd(() -> {});
  }

  /** {@code between} runs between each question and its answer, and after it. */
  WalkRun toEnd(Runnable between) {
    while (!walk.isFinished()) {
      step(between);
      assertThat(questions).as("questions").isLessThan(MOST_QUESTIONS);
    }
    assertThat(walk.next()).isEmpty();
    return this;
  }

  private void step(Runnable between) {
    byte[] asked = Fixtures.bytes(walk.next().orElseThrow());
    assertThat(walk.next()).as("one question in flight").isEmpty();
    between.run();
    RangeQuestion question = Fixtures.readQuestion(asked);
    RangeAnswer answer = RangeResponder.answer(theirs, suite, question, maxBytes);
    byte[] answered = Fixtures.bytes(answer);
    assertThat(answered.length).isLessThanOrEqualTo(maxBytes);
    between.run();
    Differences found = walk.answer(question, Fixtures.readAnswer(answered));
    onlyMine.addAll(found.onlyMine());
    onlyTheirs.addAll(found.onlyTheirs());
    both.addAll(found.both());
    questions++;
    bytes += asked.length + answered.length;
  }

  /** In the order in which they were found. */
  Differences found() {
    return new Differences(onlyMine, onlyTheirs, both);
  }
}
