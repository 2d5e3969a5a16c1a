package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.RangeAnswer.Child;
import org.rejoin.antientropy.RangeAnswer.Children;
import org.rejoin.antientropy.RangeAnswer.Leaf;
import org.rejoin.antientropy.RangeAnswer.Part;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Finds the places at which my tree and a peer's differ: asks for the sums of ranges, goes on below
 * those that differ, and compares items where the peer sends them. Depth first, one question in
 * flight.
 *
 * <p>Both trees are read as they are at each step and may change meanwhile. Then a difference that
 * is none any more may be reported, or a new one missed until the next walk; the walk ends in any
 * case, as each question goes at least one level down and there are at most 10 below the root.
 * Memory: at most 10 levels x 16 children x ranges of a question. Not thread-safe; pure but for the
 * tree that it reads.
 */
public final class RangeWalk {
  private final MerkleTree mine;
  private final HashSuite suite;
  private final long nonce;
  private final int maxRangesPerQuestion;

  /** Ranges still to be asked, ascending and disjoint. */
  private final Deque<Range> pending = new ArrayDeque<>();

  private @Nullable RangeQuestion outstanding;

  /**
   * A walk over the whole of {@code mine}.
   *
   * @param nonce fresh for each walk
   * @param maxRangesPerQuestion 1 to 48
   */
  public RangeWalk(MerkleTree mine, HashSuite suite, long nonce, int maxRangesPerQuestion) {
    if (maxRangesPerQuestion < 1 || maxRangesPerQuestion > 48) {
      throw new IllegalArgumentException(
          "a question of a walk asks for 1 to 48 ranges, not " + maxRangesPerQuestion);
    }
    this.mine = mine;
    this.suite = suite;
    this.nonce = nonce;
    this.maxRangesPerQuestion = maxRangesPerQuestion;
    pending.add(mine.root());
  }

  /** The next question; empty if the walk is finished or the last question is not answered yet. */
  public Optional<RangeQuestion> next() {
    if (outstanding != null || pending.isEmpty()) {
      return Optional.empty();
    }
    List<Range> ranges = new ArrayList<>();
    while (ranges.size() < maxRangesPerQuestion && !pending.isEmpty()) {
      ranges.add(pending.removeFirst());
    }
    RangeQuestion question = new RangeQuestion(nonce, ranges);
    outstanding = question;
    return Optional.of(question);
  }

  /** The question that waits for its answer, to be sent again after a loss. */
  public Optional<RangeQuestion> outstanding() {
    return Optional.ofNullable(outstanding);
  }

  /**
   * Takes the answer to the outstanding question and returns the differences that it shows.
   *
   * @throws MalformedBytesException if the answer does not fit the question; nothing has changed
   * @throws IllegalArgumentException if {@code asked} is not the outstanding question
   */
  public Differences answer(RangeQuestion asked, RangeAnswer answer) {
    if (!asked.equals(outstanding)) {
      throw new IllegalArgumentException("not the question that waits for an answer: " + asked);
    }
    List<Range> ranges = asked.ranges();
    List<Part> parts = answer.parts();
    requireMatch(ranges, parts);
    Comparison comparison = new Comparison();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part instanceof Leaf leaf) {
        comparison.items(mine.items(ranges.get(i)), leaf.items());
      } else if (part instanceof Children theirs) {
        children(ranges.get(i), theirs, comparison);
      }
    }
    outstanding = null;
    List<Range> front = comparison.toAsk;
    front.addAll(ranges.subList(parts.size(), ranges.size()));
    for (int i = front.size() - 1; i >= 0; i--) {
      pending.addFirst(front.get(i));
    }
    return comparison.differences();
  }

  /** Whether everything was asked and answered. */
  public boolean isFinished() {
    return outstanding == null && pending.isEmpty();
  }

  private void children(Range range, Children theirs, Comparison comparison) {
    List<Range> children = range.children();
    for (int i = 0; i < children.size(); i++) {
      Range child = children.get(i);
      Child their = theirs.children().get(i);
      RangeSum my = mine.sum(child);
      if (my.count() == their.count()
          && my.fingerprint(suite, nonce, child) == their.fingerprint()) {
        continue;
      }
      if (their.count() == 0) {
        comparison.items(mine.items(child), List.of());
      } else {
        comparison.toAsk.add(child);
      }
    }
  }

  private static void requireMatch(List<Range> ranges, List<Part> parts) {
    if (parts.size() > ranges.size()) {
      throw new MalformedBytesException(
          parts.size() + " parts answer a question for " + ranges.size() + " ranges");
    }
    for (int i = 0; i < parts.size(); i++) {
      Range range = ranges.get(i);
      Part part = parts.get(i);
      if (part instanceof Children theirs && theirs.children().size() != range.children().size()) {
        throw new MalformedBytesException(
            theirs.children().size() + " children answer a question for " + range);
      }
      if (part instanceof Leaf leaf) {
        for (Item item : leaf.items()) {
          if (!range.contains(item.place())) {
            throw new MalformedBytesException("item " + item + " answers a question for " + range);
          }
        }
      }
    }
  }

  /** What one answer shows. */
  private static final class Comparison {
    final List<Range> toAsk = new ArrayList<>();
    private final List<Long> onlyMine = new ArrayList<>();
    private final List<Long> onlyTheirs = new ArrayList<>();
    private final List<Long> both = new ArrayList<>();

    /** Compares the items of one range, both lists ascending, place by place. */
    void items(List<Item> my, List<Item> their) {
      int m = 0;
      int t = 0;
      while (m < my.size() || t < their.size()) {
        long place = least(my, m, their, t);
        int mEnd = endOf(place, my, m);
        int tEnd = endOf(place, their, t);
        if (t == tEnd) {
          onlyMine.add(place);
        } else if (m == mEnd) {
          onlyTheirs.add(place);
        } else if (!Objects.equals(my.subList(m, mEnd), their.subList(t, tEnd))) {
          both.add(place);
        }
        m = mEnd;
        t = tEnd;
      }
    }

    private static long least(List<Item> my, int m, List<Item> their, int t) {
      if (m == my.size()) {
        return their.get(t).place();
      }
      if (t == their.size()) {
        return my.get(m).place();
      }
      long a = my.get(m).place();
      long b = their.get(t).place();
      return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    private static int endOf(long place, List<Item> items, int from) {
      int end = from;
      while (end < items.size() && items.get(end).place() == place) {
        end++;
      }
      return end;
    }

    Differences differences() {
      return new Differences(onlyMine, onlyTheirs, both);
    }
  }
}
