package org.rejoin.crdt.stability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Visits all worlds that can be reached within a scope, breadth first, each once. */
final class Explorer {
  /** What was found: the broken promise with the shortest way to it, or nothing. */
  record Found(
      Optional<Judge.Promise> broken, String story, int worlds, int decided, boolean all) {}

  private record Visit(World world, int index) {}

  private final Moves moves;
  private final Judge judge;
  private final Scope scope;
  private final int limit;

  private long[] seen = new long[1 << 16];
  private int[] parents = new int[1 << 12];
  private int[] steps = new int[1 << 12];
  private int size;
  private int decided;

  Explorer(Scope scope, Rules rules, int limit) {
    this.scope = scope;
    this.moves = new Moves(scope, rules);
    this.judge = new Judge(scope);
    this.limit = limit;
  }

  Found run() {
    ArrayDeque<Visit> queue = new ArrayDeque<>();
    World start = World.start(scope.members());
    isNew(start.fingerprint());
    queue.add(new Visit(start, note(-1, -1)));
    while (!queue.isEmpty()) {
      Visit visit = queue.remove();
      int step = 0;
      try {
        for (Moves.Move move : moves.from(visit.world)) {
          if (isNew(move.after().fingerprint())) {
            if (size >= limit) {
              return new Found(Optional.empty(), "", size, decided, false);
            }
            int index = note(visit.index, step);
            judge.judge(move.after());
            decided += move.name().equals("decide") ? 1 : 0;
            queue.add(new Visit(move.after(), index));
          }
          step++;
        }
      } catch (Judge.Broken broken) {
        int index = note(visit.index, step);
        return new Found(
            Optional.of(broken.promise), story(index) + broken.getMessage(), size, decided, false);
      }
    }
    return new Found(Optional.empty(), "", size, decided, true);
  }

  private int note(int parent, int step) {
    if (size == parents.length) {
      parents = Arrays.copyOf(parents, 2 * size);
      steps = Arrays.copyOf(steps, 2 * size);
    }
    parents[size] = parent;
    steps[size] = step;
    return size++;
  }

  private String story(int index) {
    List<Integer> way = new ArrayList<>();
    for (int at = index; parents[at] >= 0; at = parents[at]) {
      way.add(steps[at]);
    }
    Collections.reverse(way);
    StringBuilder text = new StringBuilder();
    World world = World.start(scope.members());
    for (int step : way) {
      Moves.@Nullable Move move = null;
      try {
        move = moves.from(world).get(step);
      } catch (Judge.Broken broken) {
        text.append("a forbidden join; ");
      }
      if (move == null) {
        break;
      }
      text.append(move).append("; ");
      world = move.after();
    }
    return text.toString();
  }

  private boolean isNew(long print) {
    if (2 * size > seen.length) {
      long[] old = seen;
      seen = new long[2 * old.length];
      for (long value : old) {
        if (value != 0) {
          insert(value);
        }
      }
    }
    return insert(print == 0 ? 1 : print);
  }

  private boolean insert(long print) {
    int at = (int) (print >>> 32 ^ print) & seen.length - 1;
    while (seen[at] != 0) {
      if (seen[at] == print) {
        return false;
      }
      at = at + 1 & seen.length - 1;
    }
    seen[at] = print;
    return true;
  }
}
