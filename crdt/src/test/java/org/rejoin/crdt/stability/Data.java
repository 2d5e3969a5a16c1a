package org.rejoin.crdt.stability;

/**
 * A replica's objects in the model, each operation being a dot (a bit): one causal element (a set
 * of adds, or one remove-wins element) under a delete epoch, and one counter. {@code seen}, {@code
 * floor} and {@code settled} are known to the judge only.
 *
 * @param seen operations whose effect has arrived
 * @param floor delete epochs subtracted so far
 * @param settled operations that cuts have dropped
 * @param sealed ids whose cut was adopted
 * @param epoch delete epoch, counted from the cut
 * @param context dots seen
 * @param live dots alive
 * @param cells four bits an id: its increments
 * @param base increments of sealed ids
 */
record Data(
    int seen,
    int floor,
    int settled,
    int sealed,
    int epoch,
    int context,
    int live,
    int cells,
    int base) {
  static final Data EMPTY = new Data(0, 0, 0, 0, 0, 0, 0, 0, 0);

  int cell(int id) {
    return cells >>> (4 * id) & 15;
  }

  int value() {
    int sum = base;
    for (int id = 0; id < 8; id++) {
      sum += cell(id);
    }
    return sum;
  }

  private static int maxCells(int a, int b) {
    int max = 0;
    for (int shift = 0; shift < 32; shift += 4) {
      max |= Math.max(a >>> shift & 15, b >>> shift & 15) << shift;
    }
    return max;
  }

  /**
   * The join here. {@code mine} and {@code theirs} are the dots that each side has seen without
   * saying so in its context: those of sealed ids, if it is whole.
   */
  Data join(Data other, int mine, int theirs) {
    int joinedSeen = seen | other.seen;
    int joinedCells = maxCells(cells, other.cells);
    int joinedBase = Math.max(base, other.base);
    int contextHere = context;
    int liveHere = live;
    if (other.epoch > epoch) {
      contextHere = other.context;
      liveHere = other.live;
    } else if (other.epoch == epoch) {
      liveHere =
          live & other.live | live & ~(other.context | theirs) | other.live & ~(context | mine);
      contextHere = context | other.context;
    }
    contextHere = contextHere & ~mine | liveHere;
    return new Data(
        joinedSeen,
        floor,
        settled,
        sealed,
        Math.max(epoch, other.epoch),
        contextHere,
        liveHere,
        joinedCells,
        joinedBase);
  }

  Data with(int newSeen, int newEpoch, int newContext, int newLive, int newCells) {
    return new Data(newSeen, floor, settled, sealed, newEpoch, newContext, newLive, newCells, base);
  }

  long code() {
    return new Print()
        .add((seen * 4L + epoch) * 4 + floor)
        .add((context * 4096L + live) * 4096 + settled)
        .add(cells)
        .add(base * 256L + sealed)
        .done();
  }
}
