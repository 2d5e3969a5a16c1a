package org.rejoin.antientropy.sketch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** Suites and items for the tests of this package. */
final class SketchFixtures {
  static final HashSuite SUITE =
      HashSuites.sipHash("a secret of 16 B".getBytes(StandardCharsets.UTF_8));

  private SketchFixtures() {}

  /** A suite that gives the same result for everything in one domain. */
  record ConstantIn(HashDomain domain, Digest128 value) implements HashSuite {
    @Override
    public String name() {
      return "constant-in-" + domain;
    }

    @Override
    public Digest128 hash128(HashDomain asked, byte[] input) {
      return asked == domain ? value : SUITE.hash128(asked, input);
    }
  }

  /** A suite with few bits in what goes over the wire: checks and fingerprints. */
  record Narrow(int bits) implements HashSuite {
    @Override
    public String name() {
      return bits + "-bits";
    }

    @Override
    public Digest128 hash128(HashDomain domain, byte[] input) {
      Digest128 whole = SUITE.hash128(domain, input);
      if (domain == HashDomain.FINGERPRINT) {
        return new Digest128(whole.high() & mask(), 0);
      }
      return new Digest128(whole.high(), whole.low() & mask());
    }

    private long mask() {
      return (1L << bits) - 1;
    }
  }

  static Item randomItem(Random random) {
    return new Item(random.nextLong(), random.nextLong());
  }

  static List<Item> randomItems(Random random, int size) {
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(randomItem(random));
    }
    return items;
  }

  /** The item at a place that is given as a number, so that 0 and 1 are neighbours. */
  static Item item(long place, long versionHash) {
    return new Item(place << 24, versionHash);
  }

  /** No two equal, with places and version hashes that are often 0, ones or shared. */
  static List<Item> crowdedItems(Random random, int size) {
    List<Item> items = new ArrayList<>();
    while (items.size() < size) {
      Item item = item(crowdedHash(random), crowdedHash(random));
      if (!items.contains(item)) {
        items.add(item);
      }
    }
    return items;
  }

  private static long crowdedHash(Random random) {
    switch (random.nextInt(5)) {
      case 0:
        return 0;
      case 1:
        return -1;
      case 2:
        return random.nextInt(50);
      default:
        return random.nextLong();
    }
  }

  static RangeSum sumOf(HashSuite suite, Collection<Item> items) {
    RangeSum sum = RangeSum.ZERO;
    for (Item item : items) {
      sum = sum.plus(RangeSum.of(suite, item));
    }
    return sum;
  }

  static long fingerprint(HashSuite suite, long nonce, Collection<Item> items) {
    return sumOf(suite, items).fingerprint(suite, nonce, Range.all());
  }

  static Symbols symbols(HashSuite suite, int size, Collection<Item> items) {
    return Sketch.of(suite, size, items.iterator()).symbols(0, size);
  }

  static byte[] bytes(Symbols symbols) {
    CanonicalOut out = new CanonicalOut();
    symbols.write(out);
    return out.toByteArray();
  }

  static Symbols read(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    Symbols symbols = Symbols.read(in);
    in.expectEnd();
    return symbols;
  }
}
