package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

/** Proves that the checks used by the properties catch the faults that they are there for. */
class SketchMutantsTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;
  private static final int TRIES = 30;

  private static final Decoder REAL = Decoder.real(SUITE);

  @Test
  @DisplayName("nothing is caught where nothing is planted, neither in the models")
  void nothingPlanted() {
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      Supplier<CodedSet> real = () -> CodedSet.real(SUITE);
      Supplier<CodedSet> model = () -> new ModelSketch(SUITE);
      assertThat(SketchChecks.removingAllLeavesNothing(real, random, 50)).isEmpty();
      assertThat(SketchChecks.removingAllLeavesNothing(model, random, 50)).isEmpty();
      assertThat(SketchChecks.decodesTheDifference(SUITE, real, REAL, random)).isEmpty();
      assertThat(SketchChecks.decodesTheDifference(SUITE, model, REAL, random)).isEmpty();
      Decoder modelled = new ModelPeeling(SUITE);
      assertThat(SketchChecks.decodesTheDifference(SUITE, real, modelled, random)).isEmpty();
      assertThat(SketchChecks.tooFewSymbolsFail(SUITE, real, REAL, random)).isEmpty();
      assertThat(SketchChecks.tooFewSymbolsFail(SUITE, real, modelled, random)).isEmpty();
    }
  }

  @Test
  @DisplayName("a count that goes up on removal is caught by removing all")
  void countNotSubtracted() {
    Supplier<CodedSet> mutant =
        () ->
            new ModelSketch(SUITE) {
              @Override
              int codedSign(int sign) {
                return 1;
              }
            };
    assertThat(SketchChecks.removingAllLeavesNothing(mutant, new Random(1), 50)).isPresent();
  }

  @Test
  @DisplayName("an XOR of items alone, without checks, is caught by decoding")
  void xorOfItemOnly() {
    assertCaughtByDecoding(
        () ->
            new ModelSketch(SUITE) {
              @Override
              int codedCheck(Item item) {
                return 0;
              }
            });
  }

  @Test
  @DisplayName("items with a hash of 0 left out are caught by decoding")
  void zeroIsSpecial() {
    assertCaughtByDecoding(
        () ->
            new ModelSketch(SUITE) {
              @Override
              boolean isIgnored(Item item) {
                return item.place() == 0 || item.versionHash() == 0;
              }
            });
  }

  @Test
  @DisplayName("an index that is skipped in coding is caught by decoding")
  void codingSkipsAnIndex() {
    assertCaughtByDecoding(
        () ->
            new ModelSketch(SUITE) {
              @Override
              boolean isMapped(Item item, int wanted) {
                return wanted != 3 && super.isMapped(item, wanted);
              }
            });
  }

  @Test
  @DisplayName("an index that is skipped in taking out is caught by decoding")
  void takingOutSkipsAnIndex() {
    assertCaughtByDecoding(
        new ModelPeeling(SUITE) {
          @Override
          boolean isSkipped(int index) {
            return index == 3;
          }
        });
  }

  @Test
  @DisplayName("a count that is not taken out is caught by decoding")
  void countNotTakenOut() {
    assertCaughtByDecoding(
        new ModelPeeling(SUITE) {
          @Override
          int takenSign(int sign) {
            return 0;
          }
        });
  }

  @Test
  @DisplayName("a check that is ignored is caught by symbols that cannot be decoded")
  void checkIgnored() {
    Decoder mutant =
        new ModelPeeling(SUITE) {
          @Override
          boolean isPure(RawSymbol symbol, Item item, int index) {
            return Math.abs(symbol.count()) == 1;
          }
        };
    int caught = 0;
    for (int seed = 0; seed < TRIES; seed++) {
      Supplier<CodedSet> real = () -> CodedSet.real(SUITE);
      caught +=
          SketchChecks.tooFewSymbolsFail(SUITE, real, mutant, new Random(seed)).isPresent() ? 1 : 0;
    }
    assertThat(caught).isGreaterThan(TRIES / 2);
  }

  @Test
  @DisplayName("an end that does not look at counts is caught by a pair that cancels")
  void endWithoutCounts() {
    Decoder mutant =
        new ModelPeeling(SUITE) {
          @Override
          boolean isZero(RawSymbol symbol) {
            return symbol.place() == 0 && symbol.versionHash() == 0 && symbol.check() == 0;
          }
        };
    assertThat(PeelingTest.twiceIsNotNothing(Decoder.real(SUITE))).isEmpty();
    assertThat(PeelingTest.twiceIsNotNothing(mutant)).isPresent();
  }

  private static void assertCaughtByDecoding(Supplier<CodedSet> mutant) {
    assertCaught(mutant, REAL);
  }

  private static void assertCaughtByDecoding(Decoder mutant) {
    assertCaught(() -> CodedSet.real(SUITE), mutant);
  }

  private static void assertCaught(Supplier<CodedSet> set, Decoder decoder) {
    int caught = 0;
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      caught += SketchChecks.decodesTheDifference(SUITE, set, decoder, random).isPresent() ? 1 : 0;
    }
    assertThat(caught).isGreaterThan(TRIES / 2);
  }
}
