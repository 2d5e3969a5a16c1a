package org.rejoin.antientropy;

/** Plants rot in the sums of a tree: its items are right, and so is its shape. */
public final class SumRot {
  private SumRot() {}

  /** The total is wrong. */
  public static void plant(MerkleTree tree) {
    TreeNode root = tree.rootNode();
    root.sumUp(new RangeSum(root.sum().sum(), 0));
  }
}
