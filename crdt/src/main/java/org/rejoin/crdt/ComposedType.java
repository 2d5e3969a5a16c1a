package org.rejoin.crdt;

/** A type made of other types: equal to those of the same tag. */
abstract class ComposedType<S extends Crdt<S>> implements CrdtType<S> {
  static final int VERSION = 1;

  private final String tag;

  ComposedType(String tag) {
    this.tag = tag;
  }

  @Override
  public final String tag() {
    return tag;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof ComposedType<?> type && tag.equals(type.tag);
  }

  @Override
  public final int hashCode() {
    return tag.hashCode();
  }

  @Override
  public final String toString() {
    return tag;
  }
}
