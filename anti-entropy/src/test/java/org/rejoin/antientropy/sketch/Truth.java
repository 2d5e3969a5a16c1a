package org.rejoin.antientropy.sketch;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.crdt.codec.HashSuite;

/** Two sets of items, what differs in them, and the acceptance of the first one's holder. */
final class Truth implements Acceptance {
  private static final long NONCE = 99;

  private final HashSuite suite;
  private final TreeSet<Item> mine;
  private final TreeSet<Item> theirs;
  private final RangeSum mySum;
  private final long theirFingerprint;

  Truth(HashSuite suite, Collection<Item> mine, Collection<Item> theirs) {
    this.suite = suite;
    this.mine = new TreeSet<>(mine);
    this.theirs = new TreeSet<>(theirs);
    this.mySum = SketchFixtures.sumOf(suite, mine);
    this.theirFingerprint = SketchFixtures.fingerprint(suite, NONCE, theirs);
  }

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
    return decoded.applied(suite, mySum).fingerprint(suite, NONCE, Range.all()) == theirFingerprint;
  }

  Decoded difference() {
    return new Decoded(without(mine, theirs), without(theirs, mine));
  }

  private static List<Item> without(TreeSet<Item> some, TreeSet<Item> others) {
    return some.stream().filter(item -> !others.contains(item)).toList();
  }
}
