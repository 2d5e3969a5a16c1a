package org.rejoin.cluster.engine;

/**
 * How far the updates of one incarnation have come, of one group or of all.
 *
 * @param held all up to this number are held here
 * @param stable all up to this number are held by all members
 */
public record Progress(long held, long stable) {
  /** Nothing is known. */
  public static final Progress NONE = new Progress(0, 0);

  /** Of two groups together. */
  Progress plus(Progress other) {
    return new Progress(held + other.held, stable + other.stable);
  }
}
