package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;

/**
 * The shape of a full repair in Cassandra: for each repair both sides build a binary tree of hashes
 * over the token space, of depth 15 or as deep as the keys need; one is shipped whole; then each
 * side streams to the other all that it holds in the ranges that differ. Keys of these ranges count
 * as taken for differing, as they are all sent.
 *
 * <p>Better than that system: leaf hashes alone are shipped, half an item wide (there: 33 bytes a
 * leaf and 9 an inner node).
 */
final class WholeTree implements Shape {
  private static final int MAX_DEPTH = 15;
  private static final int TOKEN_BYTES = 8;

  private final Items items;
  private final int depth;
  private final BitSet named = new BitSet();

  WholeTree(Items items) {
    this.items = items;
    int needed = Integer.SIZE - Integer.numberOfLeadingZeros(items.keys().size() - 1);
    this.depth = Math.min(MAX_DEPTH, needed);
  }

  @Override
  public BitSet reconcile(Wire wire) {
    RunSums mine = new RunSums(items.mine(), items.keys().byHash());
    RunSums theirs = new RunSums(items.theirs(), items.keys().byHash());
    wire.ask(2 * TOKEN_BYTES);
    wire.tell((1L << depth) * items.hashBytes());
    long ranges = 0;
    boolean isOpen = false;
    long myBytes = 0;
    long myCount = 0;
    long theirCount = 0;
    for (int leaf = 0; leaf < 1 << depth; leaf++) {
      int from = items.keys().firstFrom(leaf, depth);
      int to = items.keys().firstFrom(leaf + 1, depth);
      boolean differs = !mine.agrees(theirs, from, to);
      ranges += differs && !isOpen ? 1 : 0;
      isOpen = differs;
      for (int i = from; differs && i < to; i++) {
        int number = items.keys().byHash(i);
        named.set(number);
        if (items.mine().holds(number)) {
          myCount++;
          myBytes += items.myValueBytes(number);
        }
        theirCount += items.theirs().holds(number) ? 1 : 0;
      }
    }
    if (ranges > 0) {
      wire.ask(ranges * 2 * TOKEN_BYTES);
      wire.mend(myCount * items.entryBytes(), myBytes);
      wire.mend(theirCount * items.entryBytes(), theirCount * items.theirValueBytes());
    }
    return named;
  }
}
