package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Optional;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Hlc;

/** Answers to the reads of peers: what they lack, in parts, the last with a summary and no data. */
final class ReadAnswers {
  private ReadAnswers() {}

  static void refuse(Turn turn, Hlc clock, Peer peer, ReadAsk ask) {
    turn.send(
        peer,
        Traffic.CONTROL,
        new ReadTell(ask.operation(), 0, true, true, Seen.NOTHING, clock, List.of()));
  }

  static <S extends Editable<S, E>, E> void send(
      Turn turn, Hlc clock, Peer peer, ReadAsk ask, Family<S, E> family, KeyRef key) {
    Optional<KeyState<S>> missing = family.compare(key, ask.seen()).missing();
    int part = 0;
    if (missing.isPresent()) {
      int stateBytes = FrameBudget.stateBytes(turn.config(), family, key);
      List<Entry> entries = family.entries(key, missing.get(), 0, stateBytes);
      for (List<Entry> frame : Packer.pack(entries, FrameBudget.entryBytes(turn.config()))) {
        turn.send(
            peer,
            Traffic.REPAIR,
            new ReadTell(ask.operation(), part++, false, false, Seen.NOTHING, clock, frame));
      }
    }
    turn.send(
        peer,
        Traffic.CONTROL,
        new ReadTell(ask.operation(), part, true, false, family.seen(key), clock, List.of()));
  }
}
