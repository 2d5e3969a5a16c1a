package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.antientropy.sketch.PeelResult.Failed;
import org.rejoin.antientropy.sketch.PeelResult.Reason;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class PeelingTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 100, 1000, 2500})
  @DisplayName("a difference is decoded, mine, theirs or both, whatever is common")
  void decodes(int differing) {
    Random random = new Random(differing);
    for (int share = 0; share <= 4; share++) {
      List<Item> mine = SketchFixtures.randomItems(random, 300);
      List<Item> theirs = new ArrayList<>(mine);
      mine.addAll(SketchFixtures.randomItems(random, differing * share / 4));
      theirs.addAll(SketchFixtures.randomItems(random, differing - differing * share / 4));
      PeelRun run = PeelRun.of(SUITE, mine, theirs, 4096);
      assertThat(run.toEnd()).isEqualTo(new Truth(SUITE, mine, theirs).difference());
    }
  }

  @Test
  @DisplayName("keys changed on one side, and many versions at one place, are decoded")
  void sharedPlaces() {
    Random random = new Random(4);
    List<Item> mine = new ArrayList<>();
    List<Item> theirs = new ArrayList<>();
    for (int key = 0; key < 100; key++) {
      long place = key < 50 ? 7 << 24 : random.nextLong();
      mine.add(new Item(place, random.nextLong()));
      theirs.add(new Item(place, random.nextLong()));
    }
    assertThat(PeelRun.of(SUITE, mine, theirs, 4096).toEnd())
        .isEqualTo(new Truth(SUITE, mine, theirs).difference());
  }

  @Test
  @DisplayName("an item that is there twice is nothing to one that is not there")
  void twice() {
    assertThat(twiceIsNotNothing(Decoder.real(SUITE))).isEmpty();
    // Three of it less two of it, however, is one.
    Item item = SketchFixtures.item(3, 4);
    Symbols three = SketchFixtures.symbols(SUITE, 12, List.of(item, item, item));
    Symbols two = SketchFixtures.symbols(SUITE, 12, List.of(item, item));
    Truth truth = new Truth(SUITE, List.of(item), List.of());
    assertThat(new Peeling(SUITE, truth, 12).feed(three, two)).isEqualTo(truth.difference());
  }

  /** Two equal items cancel in all but counts; that must not pass for no difference. */
  static Optional<String> twiceIsNotNothing(Decoder decoder) {
    List<Item> mine = List.of(SketchFixtures.item(3, 4), SketchFixtures.item(3, 4));
    PeelResult result =
        decoder.decode(
            SketchFixtures.symbols(SUITE, 40, mine),
            SketchFixtures.symbols(SUITE, 40, List.of()),
            new Truth(SUITE, mine, List.of()));
    return result.equals(new Failed(Reason.NOT_ENOUGH, 40))
        ? Optional.empty()
        : Optional.of(result.toString());
  }

  @Test
  @DisplayName("decoding goes on window by window, of any size, and needs no symbol twice")
  void windows() {
    Random random = new Random(5);
    for (int seed = 0; seed < 20; seed++) {
      List<Item> mine = SketchFixtures.randomItems(random, 60);
      List<Item> theirs = SketchFixtures.randomItems(random, 40);
      Decoded truth = new Truth(SUITE, mine, theirs).difference();
      PeelRun single = PeelRun.of(SUITE, mine, theirs, 1000);
      assertThat(single.toEnd(from -> 1)).isEqualTo(truth);
      PeelRun mixed = PeelRun.of(SUITE, mine, theirs, 1000);
      assertThat(mixed.toEnd(from -> 1 + random.nextInt(50))).isEqualTo(truth);
      assertThat(mixed.received()).isBetween(single.received(), single.received() + 50);
    }
  }

  @Test
  @DisplayName("symbols that do not suffice fail once as many were received as may be")
  void notEnough() {
    List<Item> mine = SketchFixtures.randomItems(new Random(6), 100);
    assertThat(PeelRun.of(SUITE, mine, List.of(), 80).toEnd())
        .isEqualTo(new Failed(Reason.NOT_ENOUGH, 80));
  }

  @Test
  @DisplayName("what is not in my index is not mine, what is in it is not theirs: it is left alone")
  void falsePureIsRefused() {
    List<Item> mine = SketchFixtures.randomItems(new Random(7), 3);
    List<Item> theirs = SketchFixtures.randomItems(new Random(8), 3);
    Truth wrong = new Truth(SUITE, mine.subList(0, 2), theirs);
    PeelRun run = new PeelRun(SUITE, mine, theirs, wrong, 100);
    assertThat(run.toEnd()).isEqualTo(new Failed(Reason.NOT_ENOUGH, 100));
    List<Item> all = new ArrayList<>(mine);
    all.addAll(theirs);
    Truth knows = new Truth(SUITE, all, theirs);
    assertThat(new PeelRun(SUITE, mine, theirs, knows, 100).toEnd())
        .isEqualTo(new Failed(Reason.NOT_ENOUGH, 100));
  }

  @Test
  @DisplayName("symbols that are explained while sums are not are no decoding")
  void sumDiffers() {
    List<Item> mine = SketchFixtures.randomItems(new Random(9), 3);
    List<Item> theirs = SketchFixtures.randomItems(new Random(10), 3);
    Truth other = new Truth(SUITE, mine, theirs.subList(0, 2));
    PeelRun run = new PeelRun(SUITE, mine, theirs, other, 100);
    assertThat(run.toEnd()).isEqualTo(new Failed(Reason.SUM_DIFFERS, run.received()));
    assertThat(run.received()).isLessThan(100);
    // Nothing to explain, and yet sums differ.
    assertThat(new PeelRun(SUITE, mine, mine, other, 100).toEnd())
        .isEqualTo(new Failed(Reason.SUM_DIFFERS, 12));
  }

  @Test
  @DisplayName("symbols that do not go on where the last ended are refused and change nothing")
  void wrongWindows() {
    List<Item> mine = SketchFixtures.randomItems(new Random(11), 30);
    Symbols my = SketchFixtures.symbols(SUITE, 100, mine);
    Symbols none = SketchFixtures.symbols(SUITE, 100, List.of());
    Peeling peeling = new Peeling(SUITE, new Truth(SUITE, mine, List.of()), 90);
    for (Symbols wrong : List.of(none.run(1, 5), none.run(0, 0), none)) {
      assertThatThrownBy(() -> peeling.feed(my.run(wrong.from(), wrong.to()), wrong))
          .isInstanceOf(MalformedBytesException.class)
          .hasMessageContaining("from 0 up to at most 90");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> peeling.feed(my.run(0, 11), none.run(0, 12)));
    assertThat(peeling.received()).isZero();
    assertThat(peeling.feed(my.run(0, 12), none.run(0, 12))).isEqualTo(new PeelResult.More(12));
    assertThatThrownBy(() -> peeling.feed(my.run(0, 12), none.run(0, 12)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("0 to 12");
    assertThat(peeling.feed(my.run(12, 90), none.run(12, 90))).isInstanceOf(Decoded.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> peeling.feed(my.run(90, 91), none.run(90, 91)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Peeling(SUITE, new Truth(SUITE, mine, mine), 0));
  }
}
