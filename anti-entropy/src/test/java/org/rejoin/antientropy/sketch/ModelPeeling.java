package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.antientropy.sketch.PeelResult.Failed;
import org.rejoin.antientropy.sketch.PeelResult.Reason;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The obviously correct decoder of one window: looks for a pure symbol from the first on, takes its
 * item out everywhere, and begins again. Hooks are for planted faults.
 */
class ModelPeeling implements Decoder {
  private final ModelSketch mapping;

  ModelPeeling(HashSuite suite) {
    mapping = new ModelSketch(suite);
  }

  @Override
  public PeelResult decode(Symbols mine, Symbols theirs, Acceptance acceptance) {
    List<RawSymbol> left = new ArrayList<>(RawSymbol.of(mine.minus(theirs)));
    List<Item> onlyMine = new ArrayList<>();
    List<Item> onlyTheirs = new ArrayList<>();
    for (int index = 0; index < left.size(); index++) {
      RawSymbol symbol = left.get(index);
      Item item = new Item(symbol.place(), symbol.versionHash());
      if (isPure(symbol, item, index)
          && (symbol.count() > 0 ? acceptance.canBeMine(item) : acceptance.canBeTheirs(item))) {
        if (onlyMine.size() + onlyTheirs.size() == left.size()) {
          return new Failed(Reason.TOO_MANY_ITEMS, left.size());
        }
        (symbol.count() > 0 ? onlyMine : onlyTheirs).add(item);
        takeOut(left, item, symbol.count());
        index = -1;
      }
    }
    if (!left.stream().allMatch(this::isZero)) {
      return new Failed(Reason.NOT_ENOUGH, left.size());
    }
    Decoded decoded =
        new Decoded(onlyMine.stream().sorted().toList(), onlyTheirs.stream().sorted().toList());
    return acceptance.accepts(decoded) ? decoded : new Failed(Reason.SUM_DIFFERS, left.size());
  }

  private void takeOut(List<RawSymbol> left, Item item, int sign) {
    for (int index = 0; index < left.size(); index++) {
      if (mapping.isMapped(item, index) && !isSkipped(index)) {
        int check = (int) mapping.check(item);
        left.set(index, left.get(index).with(item, check, takenSign(sign)));
      }
    }
  }

  boolean isPure(RawSymbol symbol, Item item, int index) {
    return Math.abs(symbol.count()) == 1
        && symbol.check() == ((int) mapping.check(item) & 0xff_ffff)
        && mapping.isMapped(item, index);
  }

  boolean isZero(RawSymbol symbol) {
    return symbol.equals(RawSymbol.ZERO);
  }

  int takenSign(int sign) {
    return -sign;
  }

  boolean isSkipped(int index) {
    return false;
  }
}
