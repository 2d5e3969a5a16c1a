package org.rejoin.benchmarks.crdt;

import java.util.ArrayList;
import java.util.List;

/**
 * The states and deltas that one contender is measured with at one size, as bytes: what they decode
 * to shares no objects. They are built from different histories, which at a million elements takes
 * longer than all that is measured; so they are built once and every later turn reads them.
 *
 * @param base what edits and deltas meet; joined from the parts of three writers
 * @param ours the base and what the one who merges has added
 * @param theirs the same parts joined in another order, what the other added, less what it removed
 * @param adds a delta of one add each
 * @param removes a delta of one remove each; empty where the type has none
 * @param many a delta of {@link Cell#MANY} adds; empty where the type has one leaf
 */
record Replicas(
    byte[] base,
    byte[] ours,
    byte[] theirs,
    List<byte[]> adds,
    List<byte[]> removes,
    List<byte[]> many) {

  /** Builds them all. */
  static final class Builder<S, D> {
    private final Contender<S, D> contender;
    private final Shape shape;
    private final int size;
    private final boolean removes;

    Builder(Contender<S, D> contender, Shape shape, int size, boolean removes) {
      this.contender = contender;
      this.shape = shape;
      this.size = size;
      this.removes = removes;
    }

    Replicas build() {
      List<S> parts = new ArrayList<>();
      for (int part = 0; part < Cell.WRITERS; part++) {
        parts.add(part(part, parts));
      }
      S base = joined(parts.get(0), parts.get(1), parts.get(2));
      S theirBase = joined(parts.get(2), parts.get(0), parts.get(1));
      List<byte[]> adds = new ArrayList<>();
      List<byte[]> removals = new ArrayList<>();
      List<byte[]> many = new ArrayList<>();
      for (int round = 0; round < Cell.ROUNDS; round++) {
        int item = Shape.NEW_FIRST + round;
        adds.add(contender.pack(contender.add(theirBase, 1, item).delta()));
        if (removes) {
          D delta = contender.remove(theirBase, 1, round % size).delta();
          removals.add(contender.pack(delta));
        }
      }
      if (shape == Shape.SET) {
        D delta = contender.addAll(theirBase, 1, Shape.NEW_FIRST, Cell.MANY).delta();
        many.add(contender.pack(delta));
      }
      return new Replicas(
          contender.encode(base),
          contender.encode(Cell.withItems(contender, base, 0, Shape.OUR_FIRST, 0)),
          contender.encode(
              Cell.withItems(
                  contender, theirBase, 1, Shape.THEIR_FIRST, shape.removedByThem(size, removes))),
          adds,
          removals,
          many);
    }

    /** Every third item, by a writer of its own; a register is written by one after the other. */
    private S part(int part, List<S> before) {
      S state = contender.bottom();
      switch (shape) {
        case FLAG -> {}
        case REGISTER -> {
          S seen = before.isEmpty() ? state : before.get(before.size() - 1);
          state = contender.add(seen, part, part).state();
        }
        case COUNTER -> {
          for (int item = part; item < size; item += Cell.WRITERS) {
            state = contender.add(state, item, item).state();
          }
        }
        case SET -> {
          for (int item = part; item < size; item += Cell.WRITERS) {
            state = contender.add(state, part, item).state();
          }
        }
      }
      return state;
    }

    private S joined(S first, S second, S third) {
      return contender.decode(
          contender.encode(contender.merge(contender.merge(first, second), third)));
    }
  }
}
