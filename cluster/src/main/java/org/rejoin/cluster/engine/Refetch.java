package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Replaces states that proved bad by those of peers: asks one after the other for all of a key, as
 * a read by somebody who has nothing of it. What comes is not joined, as a join would keep the rot.
 *
 * <p>A peer that lacks some of what the bad state claims to have is asked again, as deltas may be
 * on their way to it. If none has all of it in the end, what there is is taken, and this
 * incarnation edits the key no more: it could spend a dot twice.
 */
final class Refetch {
  private static final int MAX_KEYS = 64;
  private static final int MOST_TRIES = 8;
  private static final int MOST_PARTS = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Far beyond the numbers of a driver's operations. */
  private static final long FIRST_OPERATION = 1L << 62;

  private final Turn turn;
  private final Links links;
  private final Replacing replacing;
  private final Map<KeyRef, Wanted<?, ?>> open = new TreeMap<>();

  /** One key, and what the peer that is asked now has told so far. */
  private static final class Wanted<S extends Editable<S, E>, E> {
    final Family<S, E> family;
    final KeyRef key;
    final @Nullable Peer first;
    final Map<Integer, List<Entry>> parts = new TreeMap<>();
    @Nullable Peer asked;
    long operation;
    int last = -1;
    int tries;
    Alarms.@Nullable Alarm again;

    Wanted(Family<S, E> family, KeyRef key, @Nullable Peer first) {
      this.family = family;
      this.key = key;
      this.first = first;
    }

    boolean isWhole() {
      return last >= 0 && parts.size() == last + 1;
    }
  }

  Refetch(Turn turn, Links links, Replacing replacing) {
    this.turn = turn;
    this.links = links;
    this.replacing = replacing;
  }

  /** Asks {@code first}, if there is one, and then others; nothing if that is under way. */
  <S extends Editable<S, E>, E> void begin(Family<S, E> family, KeyRef key, @Nullable Peer first) {
    if (open.size() < MAX_KEYS && !open.containsKey(key)) {
      Wanted<S, E> wanted = new Wanted<>(family, key, first);
      open.put(key, wanted);
      ask(wanted);
    }
  }

  private void ask(Wanted<?, ?> wanted) {
    List<Peer> peers = links.peers().stream().filter(Peer::reachable).toList();
    if (wanted.tries >= MOST_TRIES || peers.isEmpty()) {
      open.remove(wanted.key);
      return;
    }
    Peer first = wanted.first;
    Peer peer = first != null && wanted.tries == 0 ? first : peers.get(wanted.tries % peers.size());
    wanted.tries++;
    wanted.asked = peer;
    wanted.operation = FIRST_OPERATION | turn.draw() >>> 2;
    wanted.parts.clear();
    wanted.last = -1;
    turn.send(
        peer,
        Traffic.CONTROL,
        new ReadAsk(
            wanted.operation,
            wanted.key.keyspace(),
            wanted.family.tag(),
            wanted.key.id(),
            Seen.NOTHING));
    wanted.again = turn.after(PATIENCE, () -> ask(wanted));
  }

  /** Takes a part of an answer; false if it answers somebody else. */
  boolean told(Peer peer, ReadTell tell) {
    for (Wanted<?, ?> wanted : open.values()) {
      if (wanted.operation == tell.operation()) {
        Peer asked = wanted.asked;
        if (asked != null && asked.endpoint().equals(peer.endpoint())) {
          told(wanted, peer, tell);
        }
        return true;
      }
    }
    return Long.compareUnsigned(tell.operation(), FIRST_OPERATION) >= 0;
  }

  private <S extends Editable<S, E>, E> void told(Wanted<S, E> wanted, Peer peer, ReadTell tell) {
    if (tell.refused() || tell.part() >= MOST_PARTS) {
      return;
    }
    wanted.parts.put(tell.part(), tell.entries());
    wanted.last = tell.last() ? tell.part() : wanted.last;
    if (wanted.isWhole()) {
      try {
        assemble(wanted).ifPresent(good -> offer(wanted, peer, good));
      } catch (MalformedBytesException | IllegalArgumentException e) {
        String why = String.valueOf(e.getMessage());
        turn.trace(new TraceEvent.EntryRefused(peer.endpoint(), wanted.key.toString(), why));
      }
    }
  }

  /** What a peer holds of a key; empty if it has nothing of it. */
  private static <S extends Editable<S, E>, E> Optional<KeyState<S>> assemble(Wanted<S, E> wanted) {
    List<KeyState<S>> states = new ArrayList<>();
    for (List<Entry> part : wanted.parts.values()) {
      for (Entry entry : part) {
        if (entry.keyspace().equals(wanted.key.keyspace())
            && entry.type() == wanted.family.type()
            && entry.id().equals(wanted.key.id())) {
          states.add(new KeyState<>(entry.epoch(), wanted.family.read(entry.state())));
        }
      }
    }
    return states.stream().reduce(Refetch::join);
  }

  private static <S extends Editable<S, E>, E> KeyState<S> join(
      KeyState<S> one, KeyState<S> other) {
    if (one.epoch() != other.epoch()) {
      return one.epoch() > other.epoch() ? one : other;
    }
    return new KeyState<>(one.epoch(), one.value().join(other.value()));
  }

  /** Takes it, or waits for a peer that has more. */
  private <S extends Editable<S, E>, E> void offer(
      Wanted<S, E> wanted, Peer peer, KeyState<S> good) {
    boolean isWhole = wanted.family.isCovered(wanted.key, good);
    if (!isWhole && wanted.tries < MOST_TRIES) {
      return;
    }
    if (wanted.again != null) {
      turn.cancel(wanted.again);
    }
    open.remove(wanted.key);
    replacing.replace(wanted.family, wanted.key, good, peer);
  }
}
