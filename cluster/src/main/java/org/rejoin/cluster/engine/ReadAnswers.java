package org.rejoin.cluster.engine;

import java.util.List;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.crdt.Editable;

/** Answers to the reads of peers: what they lack, in parts, the last with a summary and no data. */
final class ReadAnswers {
  private static final byte[] NOTHING = {};

  private ReadAnswers() {}

  static void refuse(Turn turn, Peer peer, ReadAsk ask) {
    turn.send(
        peer, Traffic.CONTROL, new ReadTell(ask.operation(), 0, true, true, NOTHING, List.of()));
  }

  static <S extends Editable<S, E>, E> void send(
      Turn turn, Peer peer, ReadAsk ask, Family<S, E> family, KeyRef key) {
    S missing = family.missing(key, ask.summary());
    int part = 0;
    if (!missing.isBottom()) {
      int stateBytes = FrameBudget.stateBytes(turn.config(), family, key);
      List<Entry> entries = family.entries(key, missing, 0, stateBytes);
      for (List<Entry> frame : Packer.pack(entries, FrameBudget.entryBytes(turn.config()))) {
        turn.send(
            peer,
            Traffic.REPAIR,
            new ReadTell(ask.operation(), part++, false, false, NOTHING, frame));
      }
    }
    turn.send(
        peer,
        Traffic.CONTROL,
        new ReadTell(ask.operation(), part, true, false, family.summary(key), List.of()));
  }
}
