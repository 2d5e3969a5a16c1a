package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a peer holds in the ranges of a {@link RangeQuestion}: one part for each range, in order,
 * possibly not for the last ones, which are then asked again. Immutable.
 *
 * @param parts 1 to {@value RangeQuestion#MAX_RANGES} parts
 */
public record RangeAnswer(List<Part> parts) {
  /** How many items a leaf list may hold. */
  public static final int MAX_LEAF_ITEMS = 4096;

  private static final int MAX_CHILDREN = 1 << Range.FANOUT_BITS;
  private static final int CHILDREN_KIND = 0;
  private static final int LEAF_KIND = 1;

  /** Copies the list; refuses an empty one and too many parts. */
  public RangeAnswer {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > RangeQuestion.MAX_RANGES) {
      throw new IllegalArgumentException("an answer has 1 to 64 parts, not " + parts.size());
    }
  }

  /** The answer for one range. */
  public sealed interface Part permits Children, Leaf {
    /** Appends the canonical bytes. */
    void write(CanonicalOut out);
  }

  /**
   * Sums of the range's children.
   *
   * @param children one for each of {@link Range#children()}, in that order
   */
  public record Children(List<Child> children) implements Part {
    /** Copies the list; refuses an empty one and more than 16. */
    public Children {
      children = List.copyOf(children);
      if (children.isEmpty() || children.size() > MAX_CHILDREN) {
        throw new IllegalArgumentException("a range has 1 to 16 children, not " + children.size());
      }
    }

    @Override
    public void write(CanonicalOut out) {
      out.writeByte(CHILDREN_KIND).writeVarInt(children.size());
      children.forEach(
          child -> out.writeFixedLong(child.fingerprint()).writeVarLong(child.count()));
    }
  }

  /**
   * A child's sum as it goes over the wire.
   *
   * @param fingerprint salted with the question's nonce and the child's range
   * @param count number of items, 0 or more
   */
  public record Child(long fingerprint, long count) {
    /** Refuses a negative count. */
    public Child {
      if (count < 0) {
        throw new IllegalArgumentException("a range cannot hold " + count + " items");
      }
    }
  }

  /**
   * All items of the range.
   *
   * @param items ascending, with repetitions
   */
  public record Leaf(List<Item> items) implements Part {
    /** Copies the list; refuses more than {@value #MAX_LEAF_ITEMS} items and a wrong order. */
    public Leaf {
      items = List.copyOf(items);
      if (items.size() > MAX_LEAF_ITEMS) {
        throw new IllegalArgumentException("a leaf list of " + items.size() + " items");
      }
      if (!isAscending(items)) {
        throw new IllegalArgumentException("a leaf list that is not ascending");
      }
    }

    @Override
    public void write(CanonicalOut out) {
      out.writeByte(LEAF_KIND).writeVarInt(items.size());
      items.forEach(item -> item.write(out));
    }
  }

  /** Appends the canonical bytes. */
  public void write(CanonicalOut out) {
    out.writeVarInt(parts.size());
    parts.forEach(part -> part.write(out));
  }

  /** Reads what {@link #write} wrote. Whether it fits the question is the walk's to say. */
  public static RangeAnswer read(CanonicalIn in) {
    int size = in.readVarInt(RangeQuestion.MAX_RANGES);
    if (size == 0) {
      throw in.malformed("an answer without parts");
    }
    List<Part> parts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      parts.add(readPart(in));
    }
    return new RangeAnswer(parts);
  }

  private static Part readPart(CanonicalIn in) {
    int kind = in.readByte();
    if (kind == CHILDREN_KIND) {
      return readChildren(in);
    }
    if (kind == LEAF_KIND) {
      return readLeaf(in);
    }
    throw in.malformed("an answer's part of unknown kind " + kind);
  }

  private static Children readChildren(CanonicalIn in) {
    int size = in.readVarInt(MAX_CHILDREN);
    if (size == 0) {
      throw in.malformed("a range without children");
    }
    List<Child> children = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long fingerprint = in.readFixedLong();
      long count = in.readVarLong();
      if (count < 0) {
        throw in.malformed("a range of " + Long.toUnsignedString(count) + " items");
      }
      children.add(new Child(fingerprint, count));
    }
    return new Children(children);
  }

  private static Leaf readLeaf(CanonicalIn in) {
    int size = in.readCount(Item.ENCODED_BYTES);
    if (size > MAX_LEAF_ITEMS) {
      throw in.malformed("a leaf list of " + size + " items");
    }
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(Item.read(in));
    }
    if (!isAscending(items)) {
      throw in.malformed("a leaf list that is not ascending");
    }
    return new Leaf(items);
  }

  private static boolean isAscending(List<Item> items) {
    for (int i = 1; i < items.size(); i++) {
      if (items.get(i - 1).compareTo(items.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }
}
