package org.rejoin.conflict;

/**
 * A register that holds more siblings than its cap, or would after a put. Nothing is dropped: joins
 * pass, only puts that add yet another sibling are refused.
 *
 * @param siblings how many versions, equal ones counted each
 * @param sizeBytes the size of their values and bases together
 * @param maxSiblings the cap on the number
 * @param maxBytes the cap on the size
 */
public record SiblingOverflow(int siblings, long sizeBytes, int maxSiblings, int maxBytes) {
  @Override
  public String toString() {
    return siblings
        + " siblings of "
        + sizeBytes
        + " bytes, at most "
        + maxSiblings
        + " of "
        + maxBytes
        + " bytes";
  }
}
