package org.rejoin.antientropy.sketch;

import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.Range;

/** The items of a group as they are now, range by range. */
public interface ItemSource {
  /** The range that all items are in. */
  Range root();

  /** How many items are in {@code range}; cheap, above all for the root. */
  long count(Range range);

  /** The items in {@code range}. */
  List<Item> items(Range range);

  /** The items of a tree. */
  static ItemSource of(MerkleTree tree) {
    return new ItemSource() {
      @Override
      public Range root() {
        return tree.root();
      }

      @Override
      public long count(Range range) {
        return tree.sum(range).count();
      }

      @Override
      public List<Item> items(Range range) {
        return tree.items(range);
      }
    };
  }
}
