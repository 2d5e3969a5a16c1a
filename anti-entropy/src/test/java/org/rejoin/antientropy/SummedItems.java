package org.rejoin.antientropy;

import java.util.List;

/** What the checks of the tree need: the tree itself, and planted mutants of it. */
interface SummedItems {
  void add(Item item);

  void remove(Item item);

  /** Another version of the same key hash. */
  default void update(Item old, Item now) {
    remove(old);
    add(now);
  }

  RangeSum total();

  List<Item> items();

  static SummedItems real() {
    MerkleTree tree = new MerkleTree(Fixtures.SUITE, Range.all());
    return new SummedItems() {
      @Override
      public void add(Item item) {
        tree.add(item);
      }

      @Override
      public void remove(Item item) {
        tree.remove(item);
      }

      @Override
      public void update(Item old, Item now) {
        if (!tree.updateIfThere(old, now)) {
          throw new IllegalStateException(old + " is not there");
        }
      }

      @Override
      public RangeSum total() {
        return tree.total();
      }

      @Override
      public List<Item> items() {
        return tree.items(Range.all());
      }
    };
  }
}
