package org.rejoin.cluster.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives the sketch of a group time now and then, off the path of its writes. */
final class Folding {
  private static final Duration WAIT = Duration.ofMillis(10);

  /** About a millisecond of work. */
  private static final int ITEMS_A_STEP = 4096;

  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private Alarms.@Nullable Alarm next;

  Folding(Turn turn, int group, KeyTable table) {
    this.turn = turn;
    this.group = group;
    this.table = table;
  }

  /** At the end of each step. */
  void schedule() {
    if (next == null && (table.sketch().isInNeed() || table.isCheckingSketch())) {
      next = turn.after(WAIT, this::fold);
    }
  }

  private void fold() {
    next = null;
    table.sketch().step(ITEMS_A_STEP);
    if (table.checkSketch(ITEMS_A_STEP)) {
      turn.trace(new TraceEvent.SumsWrong(group, "sketch"));
    }
  }
}
