package org.rejoin.cluster.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.sketch.ResidentSketch;

/** Gives the sketch of a group time now and then, off the path of its writes. */
final class Folding {
  private static final Duration WAIT = Duration.ofMillis(10);

  /** About a millisecond of work. */
  private static final int ITEMS_A_STEP = 4096;

  private final Turn turn;
  private final ResidentSketch sketch;
  private Alarms.@Nullable Alarm next;

  Folding(Turn turn, ResidentSketch sketch) {
    this.turn = turn;
    this.sketch = sketch;
  }

  /** At the end of each step. */
  void schedule() {
    if (next == null && sketch.isInNeed()) {
      next = turn.after(WAIT, this::fold);
    }
  }

  private void fold() {
    next = null;
    sketch.step(ITEMS_A_STEP);
  }
}
