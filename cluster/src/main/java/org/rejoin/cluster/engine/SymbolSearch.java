package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.sketch.SketchWalk;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.cluster.engine.wire.Pull;

/** Reads a peer's symbols until they tell what differs, or will not; asks again after a loss. */
final class SymbolSearch {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int MOST_TRIES = 3;

  private final Turn turn;
  private final Peer peer;
  private final SketchWalk walk;
  private final Consumer<Optional<Differences>> onEnd;
  private Alarms.@Nullable Alarm again;
  private int tries;
  private boolean ended;

  /** {@code onEnd} gets what differs; nothing if symbols do not tell. */
  SymbolSearch(Turn turn, Peer peer, SketchWalk walk, Consumer<Optional<Differences>> onEnd) {
    this.turn = turn;
    this.peer = peer;
    this.walk = walk;
    this.onEnd = onEnd;
  }

  /** Goes on, if no question is under way. */
  void advance() {
    if (ended) {
      return;
    }
    if (walk.isFinished()) {
      stop();
      onEnd.accept(walk.found());
      return;
    }
    walk.next()
        .ifPresent(
            question -> {
              tries = 0;
              ask(question);
            });
  }

  /** Symbols came. */
  void told(SymbolAnswer answer) {
    if (!ended) {
      walk.answer(answer);
      advance();
    }
  }

  private void ask(SymbolQuestion question) {
    if (tries++ == MOST_TRIES) {
      stop();
      onEnd.accept(Optional.empty());
      return;
    }
    disarm();
    turn.send(peer, Traffic.CONTROL, new Pull(question));
    again = turn.after(PATIENCE, () -> walk.outstanding().ifPresent(this::ask));
  }

  private void disarm() {
    if (again != null) {
      turn.cancel(again);
      again = null;
    }
  }

  /** Asks no more. */
  void stop() {
    ended = true;
    disarm();
  }
}
