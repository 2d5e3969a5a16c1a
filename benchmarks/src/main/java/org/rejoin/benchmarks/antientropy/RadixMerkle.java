package org.rejoin.benchmarks.antientropy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The shape of Riak's active anti-entropy and of TicTac AAE: a radix tree of hashes over key hashes
 * whose depth is fixed for the number of keys, kept up to date. Hashes are compared level by level,
 * all nodes of a level in one question; below the last level names and versions are listed. The
 * versions tell which side is ahead, if one is: only that one sends.
 *
 * <p>Better than those systems: hashes half an item wide, a tree as large as suits, one question a
 * level, versions of that width in place of clocks.
 */
final class RadixMerkle implements Shape {
  private static final int NODE_BYTES = 4;

  private final Items items;
  private final RunSums mine;
  private final RunSums theirs;
  private final int fanoutBits;
  private final int depthBits;
  private final BitSet named = new BitSet();

  /**
   * A tree whose nodes have {@code 2^fanoutBits} children, the root maybe fewer, and whose leaves
   * hold {@code leafItems / 2} to {@code leafItems} keys on average.
   */
  RadixMerkle(Items items, int fanoutBits, int leafItems) {
    this.items = items;
    this.mine = new RunSums(items.mine(), items.keys().byHash());
    this.theirs = new RunSums(items.theirs(), items.keys().byHash());
    this.fanoutBits = fanoutBits;
    int leaves = Math.max(1, (items.keys().size() + leafItems - 1) / leafItems);
    this.depthBits = Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1);
  }

  @Override
  public BitSet reconcile(Wire wire) {
    wire.ask(items.hashBytes());
    if (mine.agrees(theirs, 0, items.keys().size())) {
      wire.tell(1);
      return named;
    }
    List<Integer> nodes = List.of(0);
    int bits = 0;
    while (bits < depthBits) {
      if (bits > 0) {
        wire.ask((long) nodes.size() * NODE_BYTES);
      }
      int width = (depthBits - bits) % fanoutBits == 0 ? fanoutBits : depthBits % fanoutBits;
      bits += width;
      wire.tell(((long) nodes.size() << width) * items.hashBytes());
      nodes = differing(nodes, width, bits);
    }
    leaves(nodes, wire);
    return named;
  }

  private List<Integer> differing(List<Integer> parents, int width, int bits) {
    List<Integer> nodes = new ArrayList<>();
    for (int parent : parents) {
      for (int node = parent << width; node < (parent + 1) << width; node++) {
        if (!mine.agrees(theirs, first(node, bits), first(node + 1, bits))) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  private int first(int node, int bits) {
    return items.keys().firstFrom(node, bits);
  }

  private void leaves(List<Integer> nodes, Wire wire) {
    wire.ask((long) nodes.size() * NODE_BYTES);
    long listed = 0;
    Mending pushed = new Mending();
    Mending pulled = new Mending();
    for (int node : nodes) {
      int from = first(node, depthBits);
      int to = first(node + 1, depthBits);
      listed += theirs.count(from, to);
      for (int i = from; i < to; i++) {
        int number = items.keys().byHash(i);
        if (!items.mine().agrees(items.theirs(), number)) {
          named.set(number);
          mend(number, pushed, pulled);
        }
      }
    }
    wire.tell(nodes.size() + listed * (items.nameBytes() + items.hashBytes()));
    wire.mend(pushed.count * items.entryBytes(), pushed.bytes);
    wire.mend(pulled.count * items.nameBytes(), 0);
    wire.mend(pulled.count * items.entryBytes(), pulled.bytes);
  }

  /** Values that go one way. */
  private static final class Mending {
    long count;
    long bytes;

    void add(long valueBytes) {
      count++;
      bytes += valueBytes;
    }
  }

  private void mend(int number, Mending pushed, Mending pulled) {
    if (items.kind() == Kind.ROT) {
      return;
    }
    pushed.add(items.myValueBytes(number));
    if (items.kind() == Kind.SIBLING) {
      pulled.add(items.theirValueBytes());
    }
  }
}
