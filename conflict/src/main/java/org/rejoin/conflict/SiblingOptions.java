package org.rejoin.conflict;

/**
 * How a {@link SiblingRegister} is kept.
 *
 * @param bases whether each version keeps the value it replaced, for {@link Resolvers#threeWay}; it
 *     costs the size of that value, and is part of the type's tag, as it changes the bytes
 * @param maxSiblings a put that would add a sibling beyond these is refused; local, not in the tag
 * @param maxBytes the same for the bytes of all siblings; a resolver may not give a larger value
 */
public record SiblingOptions(boolean bases, int maxSiblings, int maxBytes) {
  private static final SiblingOptions DEFAULTS = new SiblingOptions(false, 32, 1 << 20);

  /** Refuses caps below 1. */
  public SiblingOptions {
    if (maxSiblings < 1) {
      throw new IllegalArgumentException("a register needs room for 1 value, not " + maxSiblings);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("a register needs room for 1 byte, not " + maxBytes);
    }
  }

  /** No bases, 32 siblings, 1 MiB. */
  public static SiblingOptions defaults() {
    return DEFAULTS;
  }

  /** The same, with bases. */
  public SiblingOptions withBases() {
    return new SiblingOptions(true, maxSiblings, maxBytes);
  }

  /** The same, with other caps. */
  public SiblingOptions withCaps(int siblings, int bytes) {
    return new SiblingOptions(bases, siblings, bytes);
  }
}
