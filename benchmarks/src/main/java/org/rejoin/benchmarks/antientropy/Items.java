package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.rejoin.antientropy.HashSuites;

/**
 * What two sides hold as the shapes see it, and what sending it costs. They have the keys of the
 * engines, with their ids and hashes, and drawn version hashes, which is how those of the engines
 * look. Not thread-safe.
 */
final class Items {
  /** Of the engines. */
  static final int ENGINE_ITEM_BYTES = 16;

  private final Keyring keys;
  private final int itemBytes;
  private final Side mine;
  private final Side theirs;
  private final SplittableRandom random;
  private Kind kind = Kind.OLDER;
  private BitSet planted = new BitSet();

  /** Two equal sides. */
  Items(Keyring keys, int itemBytes, long seed) {
    this.keys = keys;
    this.itemBytes = itemBytes;
    this.random = new SplittableRandom(seed);
    this.mine = new Side(HashSuites.sipHash(new byte[] {1, 2, 3}), keys, random);
    this.theirs = mine.copy();
  }

  /** Makes these keys differ; takes back what was planted before. */
  void plant(Kind newKind, BitSet numbers) {
    planted.stream().forEach(number -> theirs.take(mine, number));
    kind = newKind;
    planted = numbers;
    numbers.stream()
        .forEach(
            number -> {
              switch (newKind) {
                case OLDER, TOMBSTONE -> mine.put(number, random.nextLong());
                case MISSING -> theirs.drop(number);
                case ROT -> theirs.put(number, random.nextLong());
                case SIBLING -> {
                  mine.put(number, random.nextLong());
                  theirs.put(number, random.nextLong());
                }
              }
            });
  }

  Keyring keys() {
    return keys;
  }

  /** The side that begins. */
  Side mine() {
    return mine;
  }

  Side theirs() {
    return theirs;
  }

  /** The keys that differ. */
  BitSet planted() {
    return planted;
  }

  Kind kind() {
    return kind;
  }

  /** Bytes of an item: a key hash and a version hash. */
  int itemBytes() {
    return itemBytes;
  }

  /** Bytes of a hash: half an item. */
  int hashBytes() {
    return itemBytes / 2;
  }

  /** Bytes of a key's name: its length and itself. */
  int nameBytes() {
    return 1 + Keyring.ID_CHARS;
  }

  /** Bytes of what stands beside a value that is sent: the name, and the value's length. */
  int entryBytes() {
    return nameBytes() + 1;
  }

  /** Bytes of the state of a key on the side that begins. */
  int myValueBytes(int number) {
    boolean isDeleted = kind == Kind.TOMBSTONE && planted.get(number);
    return isDeleted ? Values.DELETED_BYTES : Values.STATE_BYTES;
  }

  /** Bytes of the state of a key on the other side. */
  int theirValueBytes() {
    return Values.STATE_BYTES;
  }

  /** Bytes of the states that one side has to have sent. */
  long minimalBytes() {
    long each =
        switch (kind) {
          case OLDER, MISSING -> Values.STATE_BYTES;
          case SIBLING -> 2L * Values.STATE_BYTES;
          case TOMBSTONE -> Values.DELETED_BYTES;
          case ROT -> 0;
        };
    return each * planted.cardinality();
  }
}
