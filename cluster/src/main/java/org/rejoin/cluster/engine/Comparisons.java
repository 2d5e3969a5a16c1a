package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.RangeResponder;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Pull;
import org.rejoin.cluster.engine.wire.RangeAsk;
import org.rejoin.cluster.engine.wire.RangeTell;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.cluster.engine.wire.SymbolTell;
import org.rejoin.crdt.codec.MalformedBytesException;

/** What one group compares with peers: its own walk, and the answers to those of others. */
final class Comparisons {
  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private final Repairs repairs;
  private final Snapshots snapshots;
  private @Nullable RepairWalk walk;

  Comparisons(Turn turn, int group, KeyTable table, Repairs repairs) {
    this.turn = turn;
    this.group = group;
    this.table = table;
    this.repairs = repairs;
    this.snapshots = new Snapshots(turn);
  }

  /** Takes an order of the coordinator; false if it is about something else. */
  boolean on(Note note, Function<Endpoint, Optional<Peer>> peers) {
    if (note instanceof Note.Walk order) {
      begin(order, peers.apply(order.peer()));
    } else if (note instanceof Note.Prepare order) {
      prepare(order, peers.apply(order.peer()));
    } else if (note instanceof Note.Offered offered) {
      answer(offered, peers.apply(offered.peer()));
    } else if (note instanceof Note.Fulfil order) {
      peers
          .apply(order.peer())
          .ifPresent(
              peer ->
                  unlessMalformed(
                      peer, () -> repairs.fulfil(peer, order.exchange(), order.wants())));
    } else {
      return false;
    }
    return true;
  }

  private void prepare(Note.Prepare order, Optional<Peer> peer) {
    List<Summarised> keys = new ArrayList<>();
    if (peer.isPresent()) {
      long exchange = order.exchange();
      repairs.push(peer.get(), exchange, order.found().onlyMine());
      repairs
          .comparable(order.found())
          .both()
          .forEach(at -> keys.add(repairs.summarise(exchange, at)));
      order.found().onlyTheirs().forEach(at -> keys.add(repairs.summarise(exchange, at)));
    }
    turn.tell(Machine.COORDINATOR, new Note.Prepared(order.exchange(), group, keys));
  }

  private void answer(Note.Offered offered, Optional<Peer> peer) {
    List<Summarised> wants = new ArrayList<>();
    peer.ifPresent(
        from ->
            unlessMalformed(
                from,
                () -> wants.addAll(repairs.answer(from, offered.exchange(), offered.keys()))));
    turn.tell(Machine.COORDINATOR, new Note.OfferAnswered(offered.offer(), group, wants));
  }

  /** What came in a frame to the coordinator can only be read here. */
  private void unlessMalformed(Peer peer, Runnable task) {
    try {
      task.run();
    } catch (MalformedBytesException e) {
      String why = String.valueOf(e.getMessage());
      turn.trace(new TraceEvent.FrameRejected(peer.endpoint(), why));
    }
  }

  /** The coordinator orders a walk; {@code peer}: if it is still known. One before it ends. */
  private void begin(Note.Walk order, Optional<Peer> peer) {
    if (walk != null) {
      walk.end(false);
    }
    if (peer.isEmpty()) {
      turn.tell(Machine.COORDINATOR, new Note.WalkEnded(order.exchange(), group, false, 0));
      return;
    }
    RepairWalk begun = new RepairWalk(turn, repairs, order, peer.get(), group);
    walk = begun;
    begun.begin();
  }

  /** A peer left. */
  void gone(Endpoint peer) {
    walkWith(peer).ifPresent(w -> w.end(false));
  }

  private Optional<RepairWalk> walkWith(Endpoint peer) {
    return Optional.ofNullable(walk).filter(w -> w.isWith(peer));
  }

  /** What is held now, with so many symbols, if any are wanted and to be had. */
  Optional<Snapshot> snapshot(int symbols) {
    return symbols == 0 || turn.fires(Buggify.Point.NO_SYMBOLS)
        ? Optional.empty()
        : table.snapshot(symbols).map(table::withShards);
  }

  /** Takes a message that is about comparing; false if it is about something else. */
  boolean on(Peer peer, Message message) {
    if (message instanceof RangeAsk ask) {
      turn.send(peer, Traffic.CONTROL, answer(ask));
    } else if (message instanceof RangeTell tell) {
      walkWith(peer.endpoint()).ifPresent(w -> w.told(tell));
    } else if (message instanceof Pull pull) {
      answer(peer, pull.question());
    } else if (message instanceof SymbolTell tell) {
      walkWith(peer.endpoint()).ifPresent(w -> w.told(tell));
    } else if (message instanceof Offer offer) {
      answer(peer, offer);
    } else if (message instanceof OfferDone done) {
      walkWith(peer.endpoint()).ifPresent(w -> w.offerDone(done));
    } else {
      return false;
    }
    return true;
  }

  private void answer(Peer peer, Offer offer) {
    List<Summarised> wants = repairs.answer(peer, offer.exchange(), offer.keys());
    turn.send(peer, Traffic.CONTROL, Wants.of(offer, wants, FrameBudget.entryBytes(turn.config())));
  }

  private RangeTell answer(RangeAsk ask) {
    int maxBytes = FrameBudget.entryBytes(turn.config());
    return new RangeTell(
        ask.question().nonce(),
        RangeResponder.answer(table.tree(), turn.config().suite(), ask.question(), maxBytes));
  }

  /** The first symbols are of what is held now, the others of the same. */
  private void answer(Peer peer, SymbolQuestion question) {
    if (question.from() == 0 && snapshots.get(peer, question.nonce()).isEmpty()) {
      long held = table.tree().count();
      table
          .snapshot(Snapshot.size(held, held))
          .ifPresent(snapshot -> snapshots.keep(peer, question.nonce(), snapshot));
    }
    snapshots.answer(peer, question, snapshots.get(peer, question.nonce()));
  }
}
