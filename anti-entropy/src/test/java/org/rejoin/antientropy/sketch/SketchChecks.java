package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Failed;
import org.rejoin.antientropy.sketch.PeelResult.Reason;
import org.rejoin.crdt.codec.HashSuite;

/** Checks that hold for sketch and decoder and that each catch a mutant. Empty means: holds. */
final class SketchChecks {
  private SketchChecks() {}

  static Optional<String> removingAllLeavesNothing(
      Supplier<CodedSet> factory, Random random, int size) {
    List<Item> items = SketchFixtures.crowdedItems(random, size);
    CodedSet set = factory.get();
    items.forEach(set::add);
    Collections.shuffle(items, random);
    items.forEach(set::remove);
    for (RawSymbol symbol : RawSymbol.of(set.symbols(64))) {
      if (!symbol.equals(RawSymbol.ZERO)) {
        return Optional.of("left: " + symbol);
      }
    }
    return Optional.empty();
  }

  /** Codes both sides and decodes; the true difference must come out whenever it is claimed. */
  static Optional<String> decodesTheDifference(
      HashSuite suite, Supplier<CodedSet> factory, Decoder decoder, Random random) {
    List<Item> items = SketchFixtures.crowdedItems(random, 40);
    List<Item> mine = new ArrayList<>(items.subList(0, 20 + random.nextInt(5)));
    List<Item> theirs = new ArrayList<>(items.subList(random.nextInt(5), 20));
    Truth truth = new Truth(suite, mine, theirs);
    PeelResult result = decoder.decode(symbols(factory, mine), symbols(factory, theirs), truth);
    if (result.equals(truth.difference())) {
      return Optional.empty();
    }
    return Optional.of(result + " instead of " + truth.difference());
  }

  /** What cannot be decoded must be said to be so, and nothing but held items taken for items. */
  static Optional<String> tooFewSymbolsFail(
      HashSuite suite, Supplier<CodedSet> factory, Decoder decoder, Random random) {
    List<Item> mine = SketchFixtures.randomItems(random, 30);
    List<Item> theirs = SketchFixtures.randomItems(random, 31);
    Truth truth = new Truth(suite, mine, theirs);
    List<Item> taken = new ArrayList<>();
    Acceptance noting = new Noting(truth, taken);
    PeelResult result =
        decoder.decode(
            symbols(factory, mine).run(0, 20), symbols(factory, theirs).run(0, 20), noting);
    if (!(result instanceof Failed failed) || failed.reason() != Reason.NOT_ENOUGH) {
      return Optional.of("61 items by 20 symbols: " + result);
    }
    taken.removeIf(item -> mine.contains(item) || theirs.contains(item));
    return taken.isEmpty() ? Optional.empty() : Optional.of("items of nobody: " + taken);
  }

  private static Symbols symbols(Supplier<CodedSet> factory, List<Item> items) {
    CodedSet set = factory.get();
    items.forEach(set::add);
    return set.symbols(64);
  }

  /** Remembers what was taken for an item. */
  private record Noting(Acceptance truth, List<Item> taken) implements Acceptance {
    @Override
    public boolean canBeMine(Item item) {
      taken.add(item);
      return truth.canBeMine(item);
    }

    @Override
    public boolean canBeTheirs(Item item) {
      taken.add(item);
      return truth.canBeTheirs(item);
    }

    @Override
    public boolean accepts(PeelResult.Decoded decoded) {
      return truth.accepts(decoded);
    }
  }
}
