package org.rejoin.antientropy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** Suites, trees and the obviously correct comparison, for the tests of this package. */
final class Fixtures {
  static final HashSuite SUITE =
      HashSuites.sipHash("a secret of 16 B".getBytes(StandardCharsets.UTF_8));
  static final Digest128 ONES = new Digest128(-1, -1);
  static final Digest128 SOME = new Digest128(0x0123456789abcdefL, 42);

  private Fixtures() {}

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

  static MerkleTree tree(HashSuite suite, Collection<Item> items) {
    MerkleTree tree = new MerkleTree(suite, Range.all());
    items.forEach(tree::add);
    return tree;
  }

  static List<Item> randomItems(Random random, int size) {
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(new Item(random.nextLong(), random.nextLong()));
    }
    return items;
  }

  /** The item at a place that is given as a number, so that 0 and 1 are neighbours. */
  static Item item(long place, long versionHash) {
    return new Item(place << 24, versionHash);
  }

  /** An item whose place is likely to collide, wholly or in its first bits. */
  static Item crowdedItem(Random random) {
    long versionHash = random.nextInt(3);
    switch (random.nextInt(5)) {
      case 0:
        return new Item(0, versionHash);
      case 1:
        return new Item(-1, versionHash);
      case 2:
        return item(random.nextInt(300), versionHash);
      case 3:
        return item(0x12_3400_0000L | random.nextInt(1000), versionHash);
      default:
        return new Item(random.nextLong(), versionHash);
    }
  }

  /** What a walk has to find, from the items alone. */
  static Differences difference(Collection<Item> mine, Collection<Item> theirs) {
    TreeMap<Long, List<Item>> my = byPlace(mine);
    TreeMap<Long, List<Item>> their = byPlace(theirs);
    TreeSet<Long> places = new TreeSet<>(Long::compareUnsigned);
    places.addAll(my.keySet());
    places.addAll(their.keySet());
    List<Long> onlyMine = new ArrayList<>();
    List<Long> onlyTheirs = new ArrayList<>();
    List<Long> both = new ArrayList<>();
    for (Long place : places) {
      if (!their.containsKey(place)) {
        onlyMine.add(place);
      } else if (!my.containsKey(place)) {
        onlyTheirs.add(place);
      } else if (!my.get(place).equals(their.get(place))) {
        both.add(place);
      }
    }
    return new Differences(onlyMine, onlyTheirs, both);
  }

  private static TreeMap<Long, List<Item>> byPlace(Collection<Item> items) {
    TreeMap<Long, List<Item>> found = new TreeMap<>(Long::compareUnsigned);
    items.stream()
        .sorted()
        .forEach(item -> found.computeIfAbsent(item.place(), k -> new ArrayList<>()).add(item));
    return found;
  }

  static Differences sorted(Differences found) {
    return new Differences(
        found.onlyMine().stream().sorted(Long::compareUnsigned).toList(),
        found.onlyTheirs().stream().sorted(Long::compareUnsigned).toList(),
        found.both().stream().sorted(Long::compareUnsigned).toList());
  }

  static byte[] bytes(RangeQuestion question) {
    CanonicalOut out = new CanonicalOut();
    question.write(out);
    return out.toByteArray();
  }

  static byte[] bytes(RangeAnswer answer) {
    CanonicalOut out = new CanonicalOut();
    answer.write(out);
    return out.toByteArray();
  }

  static RangeQuestion readQuestion(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    RangeQuestion question = RangeQuestion.read(in);
    in.expectEnd();
    return question;
  }

  static RangeAnswer readAnswer(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    RangeAnswer answer = RangeAnswer.read(in);
    in.expectEnd();
    return answer;
  }
}
