package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.antientropy.RangeAnswer.Child;
import org.rejoin.antientropy.RangeAnswer.Children;
import org.rejoin.antientropy.RangeAnswer.Leaf;
import org.rejoin.antientropy.RangeAnswer.Part;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Answers range questions from a live tree and keeps nothing: a lost answer is simply asked for
 * again. Cost: at most 16 sums and fingerprints for each range. Stateless.
 */
public final class RangeResponder {
  /** The least that {@code maxBytes} may be, so that every range fits alone. */
  public static final int MIN_BYTES = 2048;

  /** Number of parts, kind, number of items: what stands before the items of a lone leaf list. */
  private static final int LEAF_HEADER_BYTES = 1 + 1 + 2;

  private RangeResponder() {}

  /**
   * What {@code mine} holds in the ranges of {@code question}, or in the first of them if the whole
   * answer would be larger than {@code maxBytes}. A range with at most 64 items is answered with
   * the items, else with the sums of its children. More than 64 items of one place come as one
   * list, cut where the answer would be larger than 4096 items or {@code maxBytes}: such a place
   * differs in any case.
   *
   * @throws IllegalArgumentException if {@code maxBytes} is below {@link #MIN_BYTES}
   */
  public static RangeAnswer answer(
      MerkleTree mine, HashSuite suite, RangeQuestion question, int maxBytes) {
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException("an answer of at most " + maxBytes + " bytes");
    }
    List<Part> parts = new ArrayList<>();
    CanonicalOut measured = new CanonicalOut().writeVarInt(question.ranges().size());
    for (Range range : question.ranges()) {
      Part part = part(mine, suite, question.nonce(), range, maxBytes);
      part.write(measured);
      if (measured.size() > maxBytes) {
        break;
      }
      parts.add(part);
    }
    return new RangeAnswer(parts);
  }

  private static Part part(
      MerkleTree mine, HashSuite suite, long nonce, Range range, int maxBytes) {
    if (mine.sum(range).count() <= TreeNode.SPLIT_ABOVE || range.isPlace()) {
      List<Item> items = mine.items(range);
      int fitting = (maxBytes - LEAF_HEADER_BYTES) / Item.ENCODED_BYTES;
      int most = Math.min(RangeAnswer.MAX_LEAF_ITEMS, fitting);
      return new Leaf(items.size() <= most ? items : items.subList(0, most));
    }
    List<Child> children = new ArrayList<>();
    for (Range child : range.children()) {
      RangeSum sum = mine.sum(child);
      children.add(new Child(sum.fingerprint(suite, nonce, child), sum.count()));
    }
    return new Children(children);
  }
}
