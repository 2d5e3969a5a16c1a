package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

/** A sketch is linear, and what its model is. */
class SketchProperties {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @Property(tries = 60)
  void aSketchIsItsModel(@ForAll long seed, @ForAll @IntRange(max = 60) int size) {
    Random random = new Random(seed);
    CodedSet real = CodedSet.real(SUITE);
    CodedSet model = new ModelSketch(SUITE);
    for (Item item : SketchFixtures.crowdedItems(random, size)) {
      // Adding twice and removing what was not added are defined, too.
      for (int times = random.nextInt(3); times >= 0; times--) {
        if (random.nextInt(3) == 0) {
          real.remove(item);
          model.remove(item);
        } else {
          real.add(item);
          model.add(item);
        }
      }
    }
    assertThat(real.symbols(100)).isEqualTo(model.symbols(100));
  }

  @Property(tries = 60)
  void removingAllLeavesNothing(@ForAll long seed, @ForAll @IntRange(max = 200) int size) {
    assertThat(
            SketchChecks.removingAllLeavesNothing(
                () -> CodedSet.real(SUITE), new Random(seed), size))
        .isEmpty();
  }

  @Property(tries = 60)
  void disjointScopesCombine(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int size) {
    Random random = new Random(seed);
    List<List<Item>> scopes = new ArrayList<>();
    List<Item> all = new ArrayList<>();
    for (int scope = 0; scope < 4; scope++) {
      scopes.add(SketchFixtures.randomItems(random, random.nextInt(400)));
      all.addAll(scopes.get(scope));
    }
    List<Symbols> runs =
        scopes.stream().map(items -> SketchFixtures.symbols(SUITE, size, items)).toList();
    Symbols whole = SketchFixtures.symbols(SUITE, size, all);
    assertThat(Symbols.combined(runs)).isEqualTo(whole);
    // Taking one scope out leaves the others.
    Symbols rest = Symbols.combined(runs.subList(1, 4));
    assertThat(whole.minus(runs.get(0))).isEqualTo(rest);
    assertThat(whole.minus(whole)).isEqualTo(SketchFixtures.symbols(SUITE, size, List.of()));
  }

  @Property(tries = 60)
  void commonItemsVanish(@ForAll long seed, @ForAll @IntRange(max = 500) int common) {
    Random random = new Random(seed);
    List<Item> shared = SketchFixtures.randomItems(random, common);
    List<Item> mine = SketchFixtures.randomItems(random, random.nextInt(50));
    List<Item> theirs = SketchFixtures.randomItems(random, random.nextInt(50));
    Symbols alone =
        SketchFixtures.symbols(SUITE, 64, mine).minus(SketchFixtures.symbols(SUITE, 64, theirs));
    mine.addAll(shared);
    theirs.addAll(shared);
    assertThat(
            SketchFixtures.symbols(SUITE, 64, mine)
                .minus(SketchFixtures.symbols(SUITE, 64, theirs)))
        .isEqualTo(alone);
  }

  @Property(tries = 60)
  void everyPrefixIsASketch(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int size,
      @ForAll @IntRange(min = 1, max = 300) int other) {
    List<Item> items = SketchFixtures.crowdedItems(new Random(seed), 100);
    int shorter = Math.min(size, other);
    Symbols run = SketchFixtures.symbols(SUITE, Math.max(size, other), items);
    assertThat(run.run(0, shorter)).isEqualTo(SketchFixtures.symbols(SUITE, shorter, items));
  }

  @Property(tries = 100)
  void decodersAgreeWithTheModel(@ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int size) {
    Random random = new Random(seed);
    List<Item> items = SketchFixtures.crowdedItems(random, 40);
    List<Item> mine = items.subList(0, 10 + random.nextInt(15));
    List<Item> theirs = items.subList(random.nextInt(15), 25);
    Truth truth = new Truth(SUITE, mine, theirs);
    Symbols my = SketchFixtures.symbols(SUITE, size, mine);
    Symbols their = SketchFixtures.symbols(SUITE, size, theirs);
    PeelResult model = new ModelPeeling(SUITE).decode(my, their, truth);
    PeelResult real = Decoder.real(SUITE).decode(my, their, truth);
    assertThat(real).isEqualTo(model);
    if (real instanceof PeelResult.Decoded) {
      assertThat(real).isEqualTo(truth.difference());
    }
  }
}
