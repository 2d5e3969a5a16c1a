package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.antientropy.sketch.PeelResult.Failed;
import org.rejoin.antientropy.sketch.PeelResult.Reason;
import org.rejoin.crdt.codec.HashSuite;

/** Symbols that no set of items has: decoding ends within its bound and claims nothing. */
class HostileSymbolsTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;
  private static final int SIZE = 512;

  /** Says yes to everything but the end, and counts. */
  private static final class Gullible implements Acceptance {
    int asked;

    @Override
    public boolean canBeMine(Item item) {
      asked++;
      return true;
    }

    @Override
    public boolean canBeTheirs(Item item) {
      asked++;
      return true;
    }

    @Override
    public boolean accepts(Decoded decoded) {
      assertThat(decoded.size()).isLessThanOrEqualTo(SIZE);
      return false;
    }
  }

  private static Failed decode(List<RawSymbol> hostile) {
    Gullible gullible = new Gullible();
    Symbols mine = SketchFixtures.symbols(SUITE, SIZE, List.of());
    PeelResult result = new Peeling(SUITE, gullible, SIZE).feed(mine, RawSymbol.run(0, hostile));
    assertThat(gullible.asked).isLessThanOrEqualTo(SIZE + 1);
    assertThat(result).isInstanceOf(Failed.class);
    return (Failed) result;
  }

  @Test
  @DisplayName("random symbols, and all ones, are noise")
  void noise() {
    Random random = new Random(1);
    for (int run = 0; run < 50; run++) {
      List<RawSymbol> symbols = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        symbols.add(
            new RawSymbol(
                random.nextLong(),
                random.nextLong(),
                random.nextInt(),
                (byte) (random.nextBoolean() ? 1 : -1)));
      }
      assertThat(decode(symbols).reason()).isEqualTo(Reason.NOT_ENOUGH);
    }
    RawSymbol ones = new RawSymbol(-1, -1, -1, (byte) -1);
    assertThat(decode(Collections.nCopies(SIZE, ones)).reason()).isEqualTo(Reason.NOT_ENOUGH);
  }

  @Test
  @DisplayName("an item at an index to which it does not map is not taken for one")
  void misplaced() {
    Random random = new Random(5);
    ModelSketch mapping = new ModelSketch(SUITE);
    List<RawSymbol> symbols = new ArrayList<>();
    for (int index = 0; index < SIZE; index++) {
      Item item = SketchFixtures.randomItem(random);
      boolean isMisplaced = !mapping.isMapped(item, index);
      symbols.add(
          isMisplaced ? RawSymbol.ZERO.with(item, (int) mapping.check(item), 1) : RawSymbol.ZERO);
    }
    Gullible gullible = new Gullible();
    Symbols none = SketchFixtures.symbols(SUITE, SIZE, List.of());
    PeelResult result = new Peeling(SUITE, gullible, SIZE).feed(RawSymbol.run(0, symbols), none);
    assertThat(result).isEqualTo(new Failed(Reason.NOT_ENOUGH, SIZE));
    assertThat(gullible.asked).isZero();
  }

  /**
   * Each symbol holds one item that maps there, and nobody else's: taking one out spoils others.
   */
  @Test
  @DisplayName("a pure symbol at every index ends before more items are taken than symbols came")
  void pureEverywhere() {
    Random random = new Random(2);
    ModelSketch mapping = new ModelSketch(SUITE);
    List<RawSymbol> symbols = new ArrayList<>();
    for (int index = 0; index < SIZE; index++) {
      Item item = SketchFixtures.randomItem(random);
      while (!mapping.isMapped(item, index)) {
        item = SketchFixtures.randomItem(random);
      }
      symbols.add(RawSymbol.ZERO.with(item, (int) mapping.check(item), index % 2 == 0 ? 1 : -1));
    }
    decode(symbols);
  }

  /**
   * One item that is in symbol 0 alone although it maps to more: taking it out makes it pure, with
   * the other sign, at the rest, and taking that out makes it pure at 0 again, without end.
   */
  @Test
  @DisplayName("an item that comes and goes ends as more items than symbols")
  void cycle() {
    ModelSketch mapping = new ModelSketch(SUITE);
    Random random = new Random(3);
    int tooMany = 0;
    for (int run = 0; run < 50; run++) {
      Item item = SketchFixtures.randomItem(random);
      List<RawSymbol> symbols = new ArrayList<>(Collections.nCopies(SIZE, RawSymbol.ZERO));
      symbols.set(0, RawSymbol.ZERO.with(item, (int) mapping.check(item), 1));
      tooMany += decode(symbols).reason() == Reason.TOO_MANY_ITEMS ? 1 : 0;
    }
    assertThat(tooMany).isEqualTo(50);
  }

  @Test
  @DisplayName("damaged symbols among good ones never give a wrong difference")
  void damaged() {
    Random random = new Random(4);
    for (int run = 0; run < 200; run++) {
      List<Item> mine = SketchFixtures.randomItems(random, 10);
      List<Item> theirs = SketchFixtures.randomItems(random, 10);
      Truth truth = new Truth(SUITE, mine, theirs);
      List<RawSymbol> symbols =
          new ArrayList<>(RawSymbol.of(SketchFixtures.symbols(SUITE, 64, theirs)));
      int index = random.nextInt(64);
      RawSymbol hit = symbols.get(index);
      int bit = random.nextInt(8);
      symbols.set(
          index,
          new RawSymbol(
              hit.place() ^ (bit < 2 ? 1L << (24 + random.nextInt(40)) : 0),
              hit.versionHash() ^ (bit > 1 && bit < 4 ? 1L << random.nextInt(64) : 0),
              hit.check() ^ (bit > 3 && bit < 6 ? 1 << random.nextInt(24) : 0),
              (byte) (hit.count() ^ (bit > 5 ? 1 << random.nextInt(8) : 0))));
      PeelResult result =
          new Peeling(SUITE, truth, 64)
              .feed(SketchFixtures.symbols(SUITE, 64, mine), RawSymbol.run(0, symbols));
      assertThat(result).isInstanceOf(Failed.class);
    }
  }
}
