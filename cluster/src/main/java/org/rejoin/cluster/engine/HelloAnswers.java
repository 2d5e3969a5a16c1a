package org.rejoin.cluster.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.PairFingerprint;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.Sizing;
import org.rejoin.antientropy.sketch.SketchResponder;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.cluster.engine.wire.HelloAck;
import org.rejoin.cluster.engine.wire.HelloAck.Verdict;
import org.rejoin.cluster.engine.wire.Pull;

/**
 * The answering side of comparisons of whole stores: one at a time, and between questions nothing
 * is kept but snapshots.
 */
final class HelloAnswers {
  private final Turn turn;
  private final Greetings greetings;
  private final Sums sums;
  private final Proofs proofs;
  private final Snapshots snapshots;
  private @Nullable Hello incoming;

  HelloAnswers(Turn turn, Greetings greetings, Sums sums, Proofs proofs) {
    this.turn = turn;
    this.greetings = greetings;
    this.sums = sums;
    this.proofs = proofs;
    this.snapshots = new Snapshots(turn);
  }

  /** A peer compares its store with this one. */
  void onHello(Peer peer, Hello hello) {
    if (hello.equals(incoming)) {
      return; // it came twice
    }
    if (incoming != null || turn.fires(Buggify.Point.BUSY)) {
      answer(peer, hello, Verdict.BUSY, Optional.empty());
      return;
    }
    incoming = hello;
    sums.ask(0, answer -> compare(peer, hello, answer));
  }

  private void compare(Peer peer, Hello hello, Sums.Answer found) {
    RangeSum mine = PairFingerprint.combine(found.sums());
    if (fingerprint(hello.exchange(), mine) == hello.fingerprint()) {
      incoming = null;
      answer(peer, hello, Verdict.EQUAL, Optional.empty());
      proofs.foundEqual(peer, hello, found.frontiers());
    } else {
      int symbols = Snapshot.size(mine.count(), hello.count());
      sums.ask(symbols, answer -> differ(peer, hello, answer.snapshot()));
    }
  }

  /** The first symbols ride on the answer. */
  private void differ(Peer peer, Hello hello, Optional<Snapshot> mine) {
    incoming = null;
    SymbolQuestion first =
        new SymbolQuestion(hello.exchange(), 0, Sizing.FIRST_SYMBOLS, Optional.empty());
    mine.ifPresent(snapshot -> snapshots.keep(peer, hello.exchange(), snapshot));
    SymbolAnswer symbols =
        mine.map(snapshot -> SketchResponder.first(turn.config().suite(), snapshot, first))
            .orElseGet(() -> SketchResponder.nothing(first));
    answer(peer, hello, Verdict.DIFFER, Optional.of(symbols));
  }

  private void answer(Peer peer, Hello hello, Verdict verdict, Optional<SymbolAnswer> first) {
    greetings
        .peer(peer.endpoint())
        .ifPresent(
            now ->
                turn.send(
                    now,
                    Traffic.CONTROL,
                    new HelloAck(hello.exchange(), verdict, turn.wallMillis(), first)));
  }

  private long fingerprint(long exchange, RangeSum sum) {
    return sum.fingerprint(turn.config().suite(), exchange, Range.all());
  }

  /** A peer reads on in the symbols of all groups. */
  void onPull(Peer peer, Pull pull) {
    SymbolQuestion question = pull.question();
    snapshots.answer(peer, question, snapshots.get(peer, question.nonce()));
  }
}
