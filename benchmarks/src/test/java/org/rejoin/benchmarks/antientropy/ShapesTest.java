package org.rejoin.benchmarks.antientropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.SchemaAck;
import org.rejoin.crdt.ReplicaId;

/** The shapes of other systems: they find what was planted, and take the bytes that they should. */
class ShapesTest {
  private static final Keyring RING = new Keyring(20_000);
  private final SplittableRandom random = new SplittableRandom(5);

  private record Ran(BitSet named, Wire wire) {}

  private static Ran run(Algorithm algorithm, Items items) {
    Wire wire = new Wire();
    Shape shape = Objects.requireNonNull(algorithm.shape()).apply(items);
    return new Ran(shape.reconcile(wire), wire);
  }

  @ParameterizedTest
  @EnumSource(value = Algorithm.class, names = "REJOIN.*", mode = EnumSource.Mode.MATCH_NONE)
  @DisplayName(
      "name what was planted, of each kind and in each place, and nothing where there is none")
  void shapes_findWhatWasPlanted(Algorithm algorithm) {
    Items items = new Items(RING, 16, 1);
    for (Kind kind : Kind.values()) {
      for (Placement placement : Placement.values()) {
        for (int count : new int[] {1, 7, 300}) {
          BitSet planted = placement.choose(RING, count, random);
          items.plant(kind, planted);
          BitSet named = run(algorithm, items).named;
          if (algorithm == Algorithm.WHOLE_TREE) {
            named.and(planted);
          }
          assertThat(named).as("%s %s %s", kind, placement, count).isEqualTo(planted);
        }
      }
    }
    items.plant(Kind.OLDER, new BitSet());
    assertThat(run(algorithm, items).named.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Algorithm.class, names = "REJOIN.*", mode = EnumSource.Mode.MATCH_NONE)
  @DisplayName("work on a handful of keys")
  void shapes_fewKeys(Algorithm algorithm) {
    for (int size : new int[] {1, 2, 31, 33}) {
      Items items = new Items(new Keyring(size), 16, 1);
      BitSet all = new BitSet();
      all.set(0, size);
      items.plant(Kind.SIBLING, all);
      assertThat(run(algorithm, items).named).isEqualTo(all);
    }
  }

  @Test
  @DisplayName("Placements choose what they are named after")
  void placement_chooses() {
    assertThat(Placement.NEWEST.choose(RING, 3, random).toString())
        .isEqualTo("{19997, 19998, 19999}");
    BitSet neighbours = Placement.ONE_PREFIX.choose(RING, 20, random);
    long[] hashes = neighbours.stream().mapToLong(RING::hash).sorted().toArray();
    assertThat(hashes).hasSize(20);
    assertThat(hashes[19] - hashes[0]).isBetween(1L, Long.MAX_VALUE / 128);
    BitSet shard = Placement.ONE_SHARD_LOST.choose(RING, 1, random);
    assertThat(shard.cardinality()).isBetween(5, 50);
    assertThat(shard.stream().mapToLong(RING::hash).map(hash -> hash >>> 54).distinct().count())
        .isEqualTo(1);
    assertThat(Keyring.number(Keyring.id(19_999))).isEqualTo(19_999);
  }

  @Test
  @DisplayName("A frame of a shape has the header that a frame of the engines has")
  void wire_header() {
    ReplicaId id = new ReplicaId(7);
    int empty = new Frame(1, id, id, new SchemaAck("")).encode().length - 1;
    Wire wire = new Wire();
    wire.ask(10);
    assertThat(wire.metadataBytes()).isEqualTo(empty + 10);
    wire.mend(100_000, 50_000);
    assertThat(wire.metadataBytes()).isEqualTo(empty + 10 + 3 * empty + 100_000);
    assertThat(wire.repairedBytes()).isEqualTo(50_000);
    assertThat(wire.roundTrips()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RADIX_MERKLE, 16, 31", // the root's hash, and yes
    "RADIX_MERKLE, 32, 39",
    "WHOLE_TREE, 16, 262226", // 32,768 hashes of 8 bytes in 5 frames, and a range
    "WHOLE_TREE, 32, 524414",
    "KEY_DIGESTS, 16, 300440", // 20,000 names of 7 bytes and digests of 8 in 40 frames
    "KEY_DIGESTS, 32, 460440",
    "RANGE_BASED, 16, 347", // 16 fingerprints of 16 bytes with bounds, and nothing
    "RANGE_BASED, 32, 347"
  })
  @DisplayName("Equal sides take the bytes that can be told beforehand")
  void shapes_inSync(Algorithm algorithm, int itemBytes, long bytes) {
    Wire wire = run(algorithm, new Items(RING, itemBytes, 1)).wire;
    assertThat(wire.metadataBytes()).isEqualTo(bytes);
    assertThat(wire.repairedBytes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 426", "1, 2700", "10, 22000", "100, 186000", "1000, 1485000", "10000, 11100000"})
  @DisplayName("range-based takes the bytes that are published of negentropy, at a million items")
  void rangeBased_asPublished(int differing, double published) {
    Items items = Published.ITEMS;
    items.plant(Kind.OLDER, Placement.UNIFORM.choose(items.keys(), differing, random));
    Wire wire = new Wire();
    RangeBased shape = RangeBased.byHash(items);
    shape.reconcile(wire);
    assertThat(shape.messageBytes()).isCloseTo((long) published, within((long) (published * 0.05)));
  }

  /** Made once. */
  private static final class Published {
    static final Items ITEMS = new Items(new Keyring(1_000_000), 32, 1);
  }

  @Test
  @DisplayName("Newest keys suit range-based alone")
  void rangeBased_newest() {
    Items items = new Items(RING, 16, 1);
    items.plant(Kind.OLDER, Placement.UNIFORM.choose(RING, 100, random));
    long uniform = run(Algorithm.RANGE_BASED, items).wire.metadataBytes();
    long others = run(Algorithm.RADIX_MERKLE, items).wire.metadataBytes();
    items.plant(Kind.OLDER, Placement.NEWEST.choose(RING, 100, random));
    assertThat(run(Algorithm.RANGE_BASED, items).wire.metadataBytes()).isLessThan(uniform / 5);
    assertThat(run(Algorithm.RADIX_MERKLE, items).wire.metadataBytes()).isGreaterThan(others / 2);
  }

  @Test
  @DisplayName(
      "What is not asked for is not sent: of keys that one side has overwritten, one value")
  void radixMerkle_repairsNoMoreThanNeeded() {
    Items items = new Items(RING, 16, 1);
    for (Kind kind : Kind.values()) {
      items.plant(kind, Placement.UNIFORM.choose(RING, 50, random));
      assertThat(run(Algorithm.RADIX_MERKLE, items).wire.repairedBytes())
          .as(kind.id())
          .isEqualTo(items.minimalBytes());
    }
    items.plant(Kind.OLDER, Placement.UNIFORM.choose(RING, 50, random));
    for (Algorithm twice : new Algorithm[] {Algorithm.KEY_DIGESTS, Algorithm.RANGE_BASED}) {
      assertThat(run(twice, items).wire.repairedBytes()).isEqualTo(2 * items.minimalBytes());
    }
  }
}
