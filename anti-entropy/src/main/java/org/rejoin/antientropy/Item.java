package org.rejoin.antientropy;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What anti-entropy compares: one version of one key, as two hashes. No value of either has a
 * meaning of its own. Ordered by place, then version hash, both unsigned. Immutable.
 *
 * @param place of the key: the first {@value #PLACE_BITS} bits of its hash, all others zero. Keys
 *     may share one, so of a million keys two by mere chance: their versions are told apart, as a
 *     version hash covers the key, and what differs in one of them is looked for in all
 * @param versionHash hash of the key, its type tag and the digest of its state
 */
public record Item(long place, long versionHash) implements Comparable<Item> {
  /** Bits of a key hash that say where an item is. */
  public static final int PLACE_BITS = 40;

  /** Bytes of an encoded place. */
  public static final int PLACE_BYTES = PLACE_BITS / Byte.SIZE;

  /** Bytes of an encoded item. */
  static final int ENCODED_BYTES = PLACE_BYTES + Long.BYTES;

  private static final int UNUSED_BITS = Long.SIZE - PLACE_BITS;

  /** Cuts a key hash down to its place. */
  public Item {
    place = placeOf(place);
  }

  /** The place of a key hash. */
  public static long placeOf(long keyHash) {
    return keyHash >>> UNUSED_BITS << UNUSED_BITS;
  }

  /** The key hashes that share a place. */
  public static Range at(long place) {
    return new Range(placeOf(place), PLACE_BITS);
  }

  /** Appends {@value #PLACE_BYTES} bytes. */
  public static void writePlace(long place, CanonicalOut out) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= UNUSED_BITS; shift -= Byte.SIZE) {
      out.writeByte((int) (place >>> shift) & 0xff);
    }
  }

  /** Reads {@value #PLACE_BYTES} bytes. */
  public static long readPlace(CanonicalIn in) {
    long place = 0;
    for (int i = 0; i < PLACE_BYTES; i++) {
      place = place << Byte.SIZE | in.readByte();
    }
    return place << UNUSED_BITS;
  }

  /** Appends 13 bytes. */
  public void write(CanonicalOut out) {
    writePlace(place, out);
    out.writeFixedLong(versionHash);
  }

  /** Reads 13 bytes. */
  public static Item read(CanonicalIn in) {
    long place = readPlace(in);
    return new Item(place, in.readFixedLong());
  }

  @Override
  public int compareTo(Item other) {
    int byPlace = Long.compareUnsigned(place, other.place);
    return byPlace != 0 ? byPlace : Long.compareUnsigned(versionHash, other.versionHash);
  }

  @Override
  public String toString() {
    return Long.toHexString(place >>> UNUSED_BITS) + ":" + Long.toHexString(versionHash);
  }
}
