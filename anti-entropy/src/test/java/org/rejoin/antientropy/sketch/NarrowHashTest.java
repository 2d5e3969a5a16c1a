package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** With hashes that collide often, or always, two sets still become equal, and are said to be. */
class NarrowHashTest {
  private static final int RUNS = Boolean.getBoolean("rejoin.long") ? 1_000_000 : 20_000;

  private static final int MOST_SYMBOLS = 256;

  /** Two sets that are compared, and repaired by what comes out. */
  private static final class Pair {
    private final HashSuite suite;
    private final TreeSet<Item> mine;
    private final TreeSet<Item> theirs;
    private int fallbacks;
    private int falseEquals;

    Pair(HashSuite suite, List<Item> mine, List<Item> theirs) {
      this.suite = suite;
      this.mine = new TreeSet<>(mine);
      this.theirs = new TreeSet<>(theirs);
    }

    /** One exchange: fingerprints, symbols, and ranges where these tell nothing of use. */
    void exchange(long nonce) {
      RangeSum mySum = SketchFixtures.sumOf(suite, mine);
      RangeSum theirSum = SketchFixtures.sumOf(suite, theirs);
      long theirFingerprint = theirSum.fingerprint(suite, nonce, Range.all());
      if (mySum.count() == theirSum.count()
          && mySum.fingerprint(suite, nonce, Range.all()) == theirFingerprint) {
        falseEquals += mine.equals(theirs) ? 0 : 1;
        return;
      }
      Acceptance acceptance =
          new Acceptance() {
            @Override
            public boolean canBeMine(Item item) {
              return mine.contains(item);
            }

            @Override
            public boolean canBeTheirs(Item item) {
              return !mine.contains(item);
            }

            @Override
            public boolean accepts(Decoded decoded) {
              return decoded.applied(suite, mySum).fingerprint(suite, nonce, Range.all())
                  == theirFingerprint;
            }
          };
      PeelResult result = new PeelRun(suite, mine, theirs, acceptance, MOST_SYMBOLS).toEnd();
      if (!(result instanceof Decoded decoded) || !repairs(decoded)) {
        fallbacks++;
        mine.addAll(theirs);
        theirs.addAll(mine);
      }
    }

    /** Items travel by name: one that its side does not have cannot. False if none does. */
    private boolean repairs(Decoded decoded) {
      boolean changed = theirs.addAll(decoded.onlyMine());
      for (Item item : decoded.onlyTheirs()) {
        changed |= theirs.contains(item) && mine.add(item);
      }
      return changed;
    }
  }

  @Test
  @DisplayName("with 16 bits of check and fingerprint no false equal lasts")
  void sixteenBits() {
    HashSuite narrow = new SketchFixtures.Narrow(16);
    Random random = new Random(1);
    int fallbacks = 0;
    for (int run = 0; run < RUNS; run++) {
      Pair pair = somePair(narrow, random);
      for (int exchange = 0; exchange < 4; exchange++) {
        pair.exchange(random.nextLong());
      }
      assertThat(pair.mine).as("run " + run).isEqualTo(pair.theirs);
      fallbacks += pair.fallbacks;
    }
    // That ranges repair everything proves nothing of symbols.
    assertThat(fallbacks).isLessThanOrEqualTo(RUNS / 100);
  }

  private static Pair somePair(HashSuite suite, Random random) {
    List<Item> mine = SketchFixtures.randomItems(random, random.nextInt(8));
    List<Item> theirs = new ArrayList<>(mine.subList(0, random.nextInt(mine.size() + 1)));
    theirs.addAll(SketchFixtures.randomItems(random, random.nextInt(6)));
    return new Pair(suite, mine, theirs);
  }

  /** With 6 bits, as with 16 it takes a million runs. */
  @Test
  @DisplayName("with the same nonce each time a false equal lasts, and is found")
  void sameNonceEachTime_isFound() {
    int[] lasting = {0, 0};
    for (int run = 0; run < 2_000; run++) {
      for (int fresh = 0; fresh < 2; fresh++) {
        Random random = new Random(run);
        Pair pair = somePair(new SketchFixtures.Narrow(6), random);
        for (int exchange = 0; exchange < 6; exchange++) {
          pair.exchange(fresh == 0 ? 7 : random.nextLong());
        }
        lasting[fresh] += pair.mine.equals(pair.theirs) ? 0 : 1;
      }
    }
    assertThat(lasting[0]).isPositive();
    assertThat(lasting[1]).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 42})
  @DisplayName("one hash for all items: one that differs is named, more end and never mislead")
  void constantItemHashes(long value) {
    HashSuite constant =
        new SketchFixtures.ConstantIn(HashDomain.ITEM, new Digest128(value, value));
    for (int seed = 0; seed < 100; seed++) {
      List<Item> items = SketchFixtures.crowdedItems(new Random(seed), 40);
      int lacking = 1 + seed % 5;
      Pair pair = new Pair(constant, items, items.subList(0, 40 - lacking));
      pair.exchange(seed);
      assertThat(pair.fallbacks).isEqualTo(lacking == 1 ? 0 : 1);
      pair.exchange(seed + 1000);
      assertThat(pair.mine).isEqualTo(pair.theirs);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 42})
  @DisplayName("one place or one version hash for all: symbols name items all the same")
  void constantPlacesOrVersions(long value) {
    Random random = new Random(value);
    for (int run = 0; run < 50; run++) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        items.add(
            run % 2 == 0
                ? SketchFixtures.item(value, random.nextLong())
                : new Item(random.nextLong(), value));
      }
      Pair pair = new Pair(SketchFixtures.SUITE, items.subList(0, 30), items.subList(10, 40));
      pair.exchange(run);
      assertThat(pair.fallbacks).isZero();
      assertThat(pair.mine).isEqualTo(pair.theirs).hasSize(40);
    }
  }
}
