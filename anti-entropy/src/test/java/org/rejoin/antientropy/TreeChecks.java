package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Checks that hold for the tree and that each catch a mutant. Empty means: holds. */
final class TreeChecks {
  private TreeChecks() {}

  /** The oracle: after each step the sum is that of the items alone. */
  static Optional<String> incrementalEqualsRebuilt(
      Supplier<SummedItems> factory, Random random, int steps) {
    SummedItems tree = factory.get();
    List<Item> model = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int kind = model.isEmpty() ? 0 : random.nextInt(100);
      if (kind < 50) {
        Item item = Fixtures.crowdedItem(random);
        model.add(item);
        tree.add(item);
      } else if (kind < 70) {
        int at = random.nextInt(model.size());
        Item old = model.get(at);
        Item now = new Item(old.place(), random.nextInt(3));
        model.set(at, now);
        tree.update(old, now);
      } else {
        tree.remove(model.remove(random.nextInt(model.size())));
      }
      RangeSum rebuilt = sumOf(model);
      if (!tree.total().equals(rebuilt)) {
        return Optional.of("step " + step + ": " + tree.total() + " is not " + rebuilt);
      }
    }
    Collections.sort(model);
    return model.equals(tree.items()) ? Optional.empty() : Optional.of("other items");
  }

  static Optional<String> orderDoesNotCount(
      Supplier<SummedItems> factory, Random random, int size) {
    List<Item> items = Fixtures.randomItems(random, size);
    SummedItems one = factory.get();
    items.forEach(one::add);
    Collections.shuffle(items, random);
    SummedItems other = factory.get();
    items.forEach(other::add);
    return one.total().equals(other.total())
        ? Optional.empty()
        : Optional.of(one.total() + " and " + other.total());
  }

  static Optional<String> pairsDoNotCancel(Supplier<SummedItems> factory) {
    SummedItems twice = factory.get();
    twice.add(Fixtures.item(1, 1));
    twice.add(Fixtures.item(1, 1));
    SummedItems other = factory.get();
    other.add(Fixtures.item(2, 2));
    other.add(Fixtures.item(2, 2));
    return twice.total().equals(other.total())
        ? Optional.of("two pairs of different items have the sum " + twice.total())
        : Optional.empty();
  }

  static RangeSum sumOf(List<Item> items) {
    RangeSum sum = RangeSum.ZERO;
    for (Item item : items) {
      sum = sum.plus(RangeSum.of(Fixtures.SUITE, item));
    }
    return sum;
  }
}
