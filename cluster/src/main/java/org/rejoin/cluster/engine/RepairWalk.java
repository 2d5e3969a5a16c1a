package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.MerkleTree;
import org.rejoin.antientropy.RangeQuestion;
import org.rejoin.antientropy.RangeWalk;
import org.rejoin.antientropy.sketch.SketchWalk;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.RangeAsk;
import org.rejoin.cluster.engine.wire.RangeTell;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.cluster.engine.wire.SymbolTell;

/**
 * One group's walk with one peer, on the side that began it: to the keys that differ, by symbols
 * or, where they do not tell, down the tree; then offer by offer until both sides have what the
 * other had. One question or offer is under way at a time; without an answer for a while the walk
 * is given up, and the next exchange begins anew.
 */
final class RepairWalk {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration IMPATIENCE = Duration.ofMillis(1);
  private static final int RANGES_A_QUESTION = 48;

  private final Turn turn;
  private final Repairs repairs;
  private final Note.Walk order;
  private final Peer peer;
  private final int group;
  private final int rangesAQuestion;
  private final OfferRounds offers;
  private @Nullable SymbolSearch symbols;
  private @Nullable RangeWalk ranges;
  private @Nullable RangeQuestion question;
  private int differing;
  private Alarms.Alarm patience;
  private boolean ended;

  RepairWalk(Turn turn, Repairs repairs, Note.Walk order, Peer peer, int group) {
    this.turn = turn;
    this.repairs = repairs;
    this.order = order;
    this.peer = peer;
    this.group = group;
    boolean isSmall = turn.fires(Buggify.Point.SMALL_QUESTION);
    this.rangesAQuestion = isSmall ? 1 : RANGES_A_QUESTION;
    this.offers =
        new OfferRounds(
            turn, peer, order.exchange(), place -> repairs.summarise(order.exchange(), place));
    boolean isImpatient = turn.fires(Buggify.Point.IMPATIENT_WALK);
    this.patience = turn.after(isImpatient ? IMPATIENCE : PATIENCE, () -> end(false));
  }

  boolean isWith(Endpoint endpoint) {
    return peer.endpoint().equals(endpoint);
  }

  /** Takes the first step. */
  void begin() {
    if (order.found().isPresent()) {
      mend(order.found().get());
      return;
    }
    // The symbols of the only group were those of all groups.
    long held = repairs.table().tree().count();
    Optional<Snapshot> mine =
        turn.config().groups() == 1 || turn.fires(Buggify.Point.NO_SYMBOLS)
            ? Optional.empty()
            : repairs.table().snapshot(Snapshot.size(held, held));
    if (mine.isPresent()) {
      SketchWalk walk = new SketchWalk(turn.config().suite(), order.exchange(), mine.get());
      symbols = new SymbolSearch(turn, peer, walk, this::searched);
      symbols.advance();
    } else {
      searched(Optional.empty());
    }
  }

  private void searched(Optional<Differences> found) {
    symbols = null;
    progress();
    if (found.isPresent()) {
      mend(found.get());
    } else {
      MerkleTree tree = repairs.table().tree();
      ranges = new RangeWalk(tree, turn.config().suite(), order.exchange(), rangesAQuestion);
      advance();
    }
  }

  /** Symbols of the peer came. */
  void told(SymbolTell tell) {
    if (!ended && symbols != null && tell.answer().nonce() == order.exchange()) {
      progress();
      symbols.told(tell.answer());
    }
  }

  private void mend(Differences found) {
    differing += found.size();
    offers.add(repairs.comparable(found).both());
    offers.add(found.onlyTheirs());
    repairs.push(peer, order.exchange(), found.onlyMine());
    advance();
  }

  /** Takes the next step, if none is under way. */
  private void advance() {
    if (ended || question != null || offers.isOpen()) {
      return;
    }
    if (!offers.isFull() && ranges != null) {
      Optional<RangeQuestion> next = ranges.next();
      if (next.isPresent()) {
        question = next.get();
        turn.send(peer, Traffic.CONTROL, new RangeAsk(question));
        return;
      }
    }
    if (!offers.next()) {
      end(true);
    }
  }

  void told(RangeTell tell) {
    RangeQuestion asked = question;
    if (ended || asked == null || ranges == null || tell.exchange() != order.exchange()) {
      return;
    }
    Differences found = ranges.answer(asked, tell.answer());
    question = null;
    progress();
    mend(found);
  }

  void offerDone(OfferDone done) {
    Optional<List<Summarised>> wants = ended ? Optional.empty() : offers.wants(done);
    if (wants.isPresent()) {
      // First what may turn out to be malformed: then this answer is still waited for.
      repairs.fulfil(peer, order.exchange(), wants.get());
      offers.close();
      progress();
      advance();
    }
  }

  void end(boolean finished) {
    if (!ended) {
      ended = true;
      if (finished && differing == 0) {
        repairs.foundNothing();
      }
      if (symbols != null) {
        symbols.stop();
        symbols = null;
      }
      ranges = null;
      offers.clear();
      turn.cancel(patience);
      turn.tell(
          Machine.COORDINATOR, new Note.WalkEnded(order.exchange(), group, finished, differing));
    }
  }

  private void progress() {
    turn.cancel(patience);
    patience = turn.after(PATIENCE, () -> end(false));
  }
}
