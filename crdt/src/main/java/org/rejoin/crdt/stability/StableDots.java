package org.rejoin.crdt.stability;

import java.util.List;
import org.rejoin.crdt.Dot;

/**
 * Dots of one object that a cut names: the whole content of elements that were removed.
 *
 * @param epoch the delete epoch they belong to, counted before the cut
 * @param dots ascending
 */
public record StableDots(long epoch, List<Dot> dots) {
  /** Copies the list. */
  public StableDots {
    dots = List.copyOf(dots);
  }
}
