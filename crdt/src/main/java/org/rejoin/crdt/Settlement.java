package org.rejoin.crdt;

import java.util.List;

/**
 * What one object may forget at a stability cut. Immutable.
 *
 * @param dots dots of removed elements that the cut names in this object, ascending
 * @param sealed the ids that it and the cuts before it seal: a dot of an id sealed earlier may go
 *     only now
 * @param whole whether this is a replica's whole state; a buffered delta or another part is not
 */
public record Settlement(List<Dot> dots, Sealed sealed, boolean whole) {
  /** Copies the list. */
  public Settlement {
    dots = dots.stream().sorted().distinct().toList();
  }

  /**
   * What a whole state forgets after each edit where ids are sealed: the dots of them that the edit
   * removed. (Its delta keeps naming them.)
   */
  public static Settlement afterEdit(Sealed sealed) {
    return new Settlement(List.of(), sealed, true);
  }

  /**
   * The same without named dots, for the parts of a composed state: dots are counted anew in each,
   * so a cut that names one would not say which.
   */
  Settlement ofSeals() {
    return dots.isEmpty() ? this : new Settlement(List.of(), sealed, whole);
  }

  /** The same for a delta or another part of the object. */
  public Settlement ofPart() {
    return new Settlement(dots, sealed, false);
  }
}
