package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Optional;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Admits reads, and has writes of sessions wait until this node has what they have seen. */
final class Reads {
  private final Turn turn;
  private final Links links;
  private final Waiting waiting;
  private final Settling settling;

  /** A write and its session. */
  record Session(long op, KeyRef key, Write write) {}

  Reads(Turn turn, Links links, Waiting waiting, Settling settling) {
    this.turn = turn;
    this.links = links;
    this.waiting = waiting;
    this.settling = settling;
  }

  <S extends Editable<S, E>, E> void run(Family<S, E> family, Input.Fetch<S, E> fetch) {
    Optional<Quorum> quorum = Quorum.of(fetch.read().level(), turn.config(), links.peers());
    if (quorum.isEmpty()) {
      reject(fetch, RejectedCode.NO_REPLICA_SET, Messages.NO_REPLICA_SET);
      return;
    }
    if (waiting.isFull()) {
      reject(fetch, RejectedCode.BUSY, Messages.BUSY);
      return;
    }
    Optional<String> outOfReach = quorum.get().outOfReach(turn.config());
    if (outOfReach.isPresent()) {
      turn.reply(fetch.op(), new ReadResult.Unavailable<S>(outOfReach.get()));
      return;
    }
    Optional<KeyToken> token = fetch.read().after();
    Optional<String> wrong = token.flatMap(t -> whyWrong(family, fetch.key(), t));
    if (wrong.isPresent()) {
      reject(fetch, RejectedCode.WRONG_TOKEN, wrong.get());
      return;
    }
    settling.read(family, fetch.key());
    boolean mayLack = token.isPresent() && quorum.get().isMetAlone();
    Quorum asked = mayLack ? Quorum.aloneButAsking(links.peers()) : quorum.get();
    waiting.read(family, fetch, asked, result -> turn.reply(fetch.op(), result)).begin();
  }

  private <S extends Editable<S, E>, E> void reject(
      Input.Fetch<S, E> fetch, RejectedCode code, String detail) {
    turn.reply(fetch.op(), new ReadResult.Rejected<S>(code, detail));
  }

  /** Runs a write once this node has what its session has seen; at once if it is of none. */
  <S extends Editable<S, E>, E> void ifSeen(Family<S, E> family, Session session, Runnable write) {
    Optional<KeyToken> token = session.write.after();
    Optional<String> wrong = token.flatMap(t -> whyWrong(family, session.key, t));
    if (token.isEmpty()) {
      write.run();
    } else if (wrong.isPresent()) {
      reject(session, RejectedCode.WRONG_TOKEN, wrong.get());
    } else if (waiting.isFull()) {
      reject(session, RejectedCode.BUSY, Messages.BUSY);
    } else {
      Read here = new Read(Level.LOCAL, session.write.timeout(), token);
      Input.Fetch<S, E> fetch = new Input.Fetch<>(session.op, family.spec(), session.key, here);
      Quorum asked = Quorum.aloneButAsking(links.peers());
      waiting.read(family, fetch, asked, result -> caughtUp(session, result, write)).begin();
    }
  }

  /** The write has a step of its own: this one may be in the middle of joining something. */
  private void caughtUp(Session session, ReadResult<?> result, Runnable write) {
    if (result instanceof ReadResult.Unavailable<?> behind) {
      turn.reply(session.op, new WriteResult.Unavailable(behind.why()));
    } else {
      turn.after(Duration.ZERO, write);
    }
  }

  private void reject(Session session, RejectedCode code, String detail) {
    turn.reply(session.op, new WriteResult.Rejected(code, detail));
  }

  /** Why a token is none of this key; empty if it is. */
  private static Optional<String> whyWrong(Family<?, ?> family, KeyRef key, KeyToken token) {
    if (!token.keyspace().equals(key.keyspace()) || !token.id().equals(key.id())) {
      return Optional.of(token + ", used on " + key);
    }
    try {
      Seen seen = new Seen(token.epoch(), token.summary());
      family.expectReadable(seen);
      family.covers(key, seen);
      return Optional.empty();
    } catch (MalformedBytesException | IllegalArgumentException e) {
      return Optional.of(token + ": " + e.getMessage());
    }
  }
}
