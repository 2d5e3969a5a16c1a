package org.rejoin.crdt.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What one replica counted in one life of a resettable counter: sums that only it raises, and how
 * much of each was undone by resets, which anybody raises to what they saw. All four only grow and
 * are joined cell by cell, by maximum. A part of a tally may lack cells, so an undone sum may be
 * above the sum for a while.
 *
 * @param up sum of increments, 0 to {@code Long.MAX_VALUE}, as the others
 * @param upUndone how much of it was reset
 * @param down sum of decrements
 * @param downUndone how much of it was reset
 */
public record Tally(long up, long upUndone, long down, long downUndone) {
  /** Refuses negative cells. */
  public Tally {
    if ((up | upUndone | down | downUndone) < 0) {
      throw new IllegalArgumentException(
          "negative cells: " + up + " " + upUndone + " " + down + " " + downUndone);
    }
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return (up | upUndone | down | downUndone) == 0;
  }

  /** Whether something was counted that is not undone, even if it adds up to zero. */
  public boolean showsContent() {
    return up > upUndone || down > downUndone;
  }

  /** What was counted up and is not undone. */
  public long liveUp() {
    return Math.max(0, up - upUndone);
  }

  /** What was counted down and is not undone. */
  public long liveDown() {
    return Math.max(0, down - downUndone);
  }

  /** All that is seen here undone. */
  public Tally reset() {
    return new Tally(up, Math.max(up, upUndone), down, Math.max(down, downUndone));
  }

  /** Whether no cell of {@code other} is higher. */
  boolean covers(Tally other) {
    return up >= other.up
        && upUndone >= other.upUndone
        && down >= other.down
        && downUndone >= other.downUndone;
  }

  Tally join(Tally other) {
    return new Tally(
        Math.max(up, other.up),
        Math.max(upUndone, other.upUndone),
        Math.max(down, other.down),
        Math.max(downUndone, other.downUndone));
  }

  /** The cells above those of {@code known}; the others 0. */
  Tally beyond(Tally known) {
    return new Tally(
        up > known.up ? up : 0,
        upUndone > known.upUndone ? upUndone : 0,
        down > known.down ? down : 0,
        downUndone > known.downUndone ? downUndone : 0);
  }

  /** The tallies of one cell each that join to this. */
  List<Tally> parts() {
    return Stream.of(
            new Tally(up, 0, 0, 0),
            new Tally(0, upUndone, 0, 0),
            new Tally(0, 0, down, 0),
            new Tally(0, 0, 0, downUndone))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** Knows all of this but the cell of {@code part}. */
  Tally without(Tally part) {
    return new Tally(
        up - part.up, upUndone - part.upUndone, down - part.down, downUndone - part.downUndone);
  }

  void write(CanonicalOut out) {
    out.writeVarLong(up).writeVarLong(upUndone).writeVarLong(down).writeVarLong(downUndone);
  }

  static Tally read(CanonicalIn in) {
    long up = readCell(in);
    long upUndone = readCell(in);
    long down = readCell(in);
    Tally tally = new Tally(up, upUndone, down, readCell(in));
    if (tally.isEmpty()) {
      throw in.malformed("a tally without cells");
    }
    return tally;
  }

  private static long readCell(CanonicalIn in) {
    long cell = in.readVarLong();
    if (cell < 0) {
      throw in.malformed("a cell above 63 bits: " + Long.toUnsignedString(cell));
    }
    return cell;
  }

  /** Such as {@code +5-2}, or {@code +5(3 undone)-2(0 undone)}. */
  @Override
  public String toString() {
    return upUndone == 0 && downUndone == 0
        ? "+" + up + "-" + down
        : "+" + up + "(" + upUndone + " undone)-" + down + "(" + downUndone + " undone)";
  }
}
