package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

class SizingTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @ParameterizedTest
  @CsvSource({
    "1, 200, 0.001",
    "2, 3000, 0.1",
    "4, 2000, 0.05",
    "8, 1000, 0.05",
    "20, 600, 0.05",
    "60, 200, 0.05",
    "200, 60, 0.04",
    "600, 20, 0.04",
    "2000, 8, 0.04",
    "2800, 4, 0.04"
  })
  @DisplayName("a difference takes as many symbols as the table says")
  void symbolsTaken(int differing, int seeds, double tolerance) {
    double mean = Arrays.stream(taken(differing, seeds)).average().orElseThrow();
    double expected = Sizing.expectedSymbols(differing);
    assertThat(mean / expected)
        .as(mean + " for " + expected)
        .isBetween(1 - tolerance, 1 + tolerance);
  }

  /** How many symbols each of some seeds took. */
  private static int[] taken(int differing, int seeds) {
    int[] taken = new int[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      Random random = new Random(1000L * differing + seed);
      List<Item> mine = SketchFixtures.randomItems(random, differing / 2);
      List<Item> theirs = SketchFixtures.randomItems(random, differing - mine.size());
      PeelRun run = PeelRun.of(SUITE, mine, theirs, 4096);
      assertThat(run.toEnd(from -> Math.max(1, differing / 150)))
          .isInstanceOf(PeelResult.Decoded.class);
      taken[seed] = run.received();
    }
    return taken;
  }

  @Test
  @DisplayName("the first request suffices for nine in ten at least")
  void firstRequestSuffices() {
    for (int differing : new int[] {1, 2, 4, 20, 200}) {
      int[] taken = taken(differing, 200);
      int asked = Math.max(Sizing.FIRST_SYMBOLS, Sizing.firstRequest(differing));
      long sufficed = Arrays.stream(taken).filter(symbols -> symbols <= asked).count();
      assertThat(sufficed).as(differing + " by " + asked).isGreaterThanOrEqualTo(180);
      assertThat(asked).isLessThanOrEqualTo((int) (2.2 * differing + 12));
    }
  }

  @Test
  @DisplayName("the table is met at its points and beyond them, and windows grow by an eighth")
  void numbers() {
    assertThat(Sizing.expectedSymbols(0)).isEqualTo(1);
    assertThat(Sizing.expectedSymbols(1)).isEqualTo(1);
    assertThat(Sizing.expectedSymbols(4)).isEqualTo(7.1);
    assertThat(Sizing.expectedSymbols(20_000)).isEqualTo(27_071);
    assertThat(Sizing.expectedSymbols(200_000)).isBetween(265_000.0, 275_000.0);
    assertThat(Sizing.firstRequest(200)).isEqualTo(339);
    assertThat(Sizing.firstRequest(1e12)).isEqualTo(Symbols.MAX_INDEX);
    assertThat(Sizing.nextWindow(0)).isEqualTo(12);
    assertThat(Sizing.nextWindow(200)).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 0.55",
    "100, 0, 0.3",
    "100, 100, 0.5",
    "1000, 0, 0.2",
    "1000, 1000, 0.4",
    "2500, 0, 0.35"
  })
  @DisplayName("estimates by map and counts are near the difference, nine times in ten")
  void estimates(int updated, int missing, double off) {
    int near = 0;
    double sum = 0;
    int runs = 40;
    for (int seed = 0; seed < runs; seed++) {
      Random random = new Random(seed);
      double estimate = estimate(random, updated, missing);
      double truth = 2 * updated + missing;
      sum += estimate / truth;
      near += Math.abs(estimate / truth - 1) <= off ? 1 : 0;
    }
    assertThat(near).isGreaterThanOrEqualTo(runs * 9 / 10);
    assertThat(sum / runs).isBetween(0.85, 1.15);
  }

  private static double estimate(Random random, int updated, int missing) {
    List<Item> mine = SketchFixtures.randomItems(random, updated + missing);
    List<Item> theirs = new ArrayList<>();
    for (Item item : mine.subList(0, updated)) {
      theirs.add(new Item(item.place(), random.nextLong()));
    }
    long nonce = random.nextLong();
    Symbols first = SketchFixtures.symbols(SUITE, Sizing.FIRST_SYMBOLS, mine);
    Symbols difference = first.minus(SketchFixtures.symbols(SUITE, first.size(), theirs));
    double fromCounts = Sizing.fromCounts(difference, missing);
    ShardMap.Scale scale = ShardMap.Scale.of(fromCounts);
    int differing = map(scale, nonce, mine).differing(map(scale, nonce, theirs));
    return Sizing.combined(scale, differing, fromCounts, missing);
  }

  private static ShardMap map(ShardMap.Scale scale, long nonce, List<Item> items) {
    RangeSum[] sums = new RangeSum[ShardMap.SHARDS];
    Arrays.fill(sums, RangeSum.ZERO);
    for (Item item : items) {
      int shard = (int) (item.place() >>> 54);
      sums[shard] = sums[shard].plus(RangeSum.of(SUITE, item));
    }
    return ShardMap.of(scale, SUITE, nonce, List.of(sums));
  }

  @Test
  @DisplayName("counts alone estimate within their deviation, and without bias")
  void countsAlone() {
    for (int missing : new int[] {0, 400}) {
      double sum = 0;
      double squares = 0;
      int runs = 300;
      for (int seed = 0; seed < runs; seed++) {
        Random random = new Random(seed);
        List<Item> mine = SketchFixtures.randomItems(random, 200 + missing);
        List<Item> theirs = SketchFixtures.randomItems(random, 200);
        Symbols first = SketchFixtures.symbols(SUITE, Sizing.FIRST_SYMBOLS, mine);
        Symbols difference = first.minus(SketchFixtures.symbols(SUITE, first.size(), theirs));
        double ratio = Sizing.fromCounts(difference, missing) / (400.0 + missing);
        sum += ratio;
        squares += ratio * ratio;
      }
      double mean = sum / runs;
      assertThat(mean).isBetween(0.9, 1.1);
      double variance = squares / runs - mean * mean;
      // Between none of the estimates cut at the count difference, and 2/11.
      assertThat(variance).isBetween(0.08, 0.25);
    }
  }

  @Test
  @DisplayName("extreme maps and counts give large or small, never nonsense")
  void extremes() {
    for (ShardMap.Scale scale : ShardMap.Scale.values()) {
      assertThat(Sizing.combined(scale, 0, 1, 0)).isEqualTo(1);
      assertThat(Sizing.combined(scale, 0, 1, -70)).isEqualTo(70);
      assertThat(Sizing.combined(scale, 1, 1, 0)).isBetween(1.0, 4.0);
      assertThat(Sizing.combined(scale, scale.cells(), 20_000, 0)).isBetween(10_000.0, 20_000.0);
      assertThat(Sizing.combined(scale, scale.cells() / 2, 20_000, 1_000_000)).isEqualTo(1_000_000);
      assertThat(Sizing.combined(scale, 50, 10, Long.MIN_VALUE)).isEqualTo(0x1p63);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sizing.combined(scale, scale.cells() + 1, 1, 0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Sizing.combined(scale, 1, Double.NaN, 0));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Sizing.expectedSymbols(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Sizing.nextWindow(-1));
    Symbols eleven = SketchFixtures.symbols(SUITE, 11, List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> Sizing.fromCounts(eleven, 0));
  }

  @Test
  @DisplayName("the tier follows from the size of the difference and from what is common")
  void tiers() {
    assertThat(Tier.of(2800, 1_000_000, 1_000_000)).isEqualTo(Tier.SKETCH);
    assertThat(Tier.of(2801, 1_000_000, 1_000_000)).isEqualTo(Tier.SCOPES);
    assertThat(Tier.of(10, 5, 5)).isEqualTo(Tier.SKETCH);
    assertThat(Tier.of(100_000, 1_000_000, 1_000_000)).isEqualTo(Tier.SCOPES);
    assertThat(Tier.of(170_000, 1_000_000, 1_000_000)).isEqualTo(Tier.BULK);
    assertThat(Tier.of(1_000_000, 0, 1_000_000)).isEqualTo(Tier.BULK);
    assertThat(Tier.of(1e9, 10, 10)).isEqualTo(Tier.BULK);
    assertThatIllegalArgumentException().isThrownBy(() -> Tier.of(1, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Tier.of(Double.NaN, 1, 0));
  }
}
