package org.rejoin.cluster.engine;

import org.rejoin.crdt.Editable;

/** Begins the reads that are admitted. */
final class Reads {
  private final Turn turn;
  private final Admission admission;
  private final Waiting waiting;
  private final Settling settling;

  Reads(Turn turn, Admission admission, Waiting waiting, Settling settling) {
    this.turn = turn;
    this.admission = admission;
    this.waiting = waiting;
    this.settling = settling;
  }

  <S extends Editable<S, E>, E> void run(Family<S, E> family, Input.Fetch<S, E> fetch) {
    admission
        .admit(fetch.read().level(), Caller.ofRead(turn, fetch.op()))
        .ifPresent(
            quorum -> {
              settling.read(family, fetch.key());
              waiting.read(family, fetch, quorum).begin();
            });
  }
}
