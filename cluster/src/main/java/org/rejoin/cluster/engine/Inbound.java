package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.antientropy.Range;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Joins what peers send, entry by entry: a bad one is refused and harms no other. */
final class Inbound {
  private final Turn turn;
  private final Map<String, Family<?, ?>> families;
  private final Changes changes;
  private final Range range;

  Inbound(Turn turn, Range range, Map<String, Family<?, ?>> families, Changes changes) {
    this.turn = turn;
    this.range = range;
    this.families = families;
    this.changes = changes;
  }

  /** Joins all; false if any was refused. */
  boolean joinAll(Peer peer, Change.Cause cause, List<Entry> entries) {
    boolean all = true;
    for (Entry entry : entries) {
      all &= join(peer, cause, entry);
    }
    return all;
  }

  /** Whether the key of a joined entry is durable and something of it is not on disk yet. */
  boolean isUnsynced(Entry entry) {
    Family<?, ?> family = families.get(entry.keyspace());
    return family != null
        && family.spec().isDurable()
        && family.isUnsynced(Replica.key(turn.config(), entry.keyspace(), entry.id()));
  }

  /** Joins one; false if it was refused, and then nothing has changed. */
  boolean join(Peer peer, Change.Cause cause, Entry entry) {
    Family<?, ?> family = families.get(entry.keyspace());
    if (family == null) {
      return refuse(peer, entry, "keyspace " + entry.keyspace() + " is not open here");
    }
    if (family.type() != entry.type()) {
      return refuse(peer, entry, "of another type than here, where it is " + family.tag());
    }
    try {
      join(peer, cause, entry, family);
      return true;
    } catch (MalformedBytesException | IllegalArgumentException e) {
      return refuse(peer, entry, String.valueOf(e.getMessage()));
    }
  }

  private <S extends Editable<S, E>, E> void join(
      Peer peer, Change.Cause cause, Entry entry, Family<S, E> family) {
    KeyRef key = Replica.keyOfPeer(turn.config(), entry.keyspace(), entry.id());
    if (!range.contains(key.hash())) {
      throw new MalformedBytesException("a key of another group");
    }
    int most = FrameBudget.stateBytes(turn.config(), family, key);
    if (entry.state().length > most) {
      throw new MalformedBytesException(
          entry.state().length + " bytes, at most " + most + " fit a frame of this node");
    }
    KeyState<S> other = new KeyState<>(entry.epoch(), family.read(entry.state()));
    Optional<S> overruled = overruled(family, family.state(key), other, entry);
    Family.Merged<S> merged =
        family.join(
            key, other, dot -> turn.trace(new TraceEvent.DoubleSpentDot(key, dot.toString())));
    if (merged.showsReuseOf(turn.config().replica())) {
      family.refuseEdits(key);
      turn.trace(new TraceEvent.IdentityReused(key, peer.endpoint()));
    }
    tell(peer, cause, entry, family, key, merged, overruled);
  }

  /**
   * Writes that a delete discarded without knowing of them, as far as it shows here: what the value
   * had beyond what the delete has seen, or a delta that comes from its origin after the delete.
   */
  private static <S extends Editable<S, E>, E> Optional<S> overruled(
      Family<S, E> family, KeyState<S> old, KeyState<S> other, Entry entry) {
    S lost = family.spec().type().bottom();
    if (other.epoch() == old.epoch() + 1) {
      lost = family.unknownTo(entry.deleted(), old.value());
    } else if (other.epoch() < old.epoch() && entry.number() != 0) {
      lost = other.value();
    }
    return lost.isBottom() ? Optional.empty() : Optional.of(lost);
  }

  private <S extends Editable<S, E>, E> void tell(
      Peer peer,
      Change.Cause cause,
      Entry entry,
      Family<S, E> family,
      KeyRef key,
      Family.Merged<S> merged,
      Optional<S> overruled) {
    KeyState<S> now = merged.state();
    Optional<Long> number = entry.number() == 0 ? Optional.empty() : Optional.of(entry.number());
    turn.trace(
        new TraceEvent.Joined(
            key,
            peer.endpoint(),
            cause,
            number,
            entry.epoch(),
            now.epoch(),
            now.value(),
            merged.isNews()));
    long epoch = Math.min(entry.epoch(), now.epoch() - 1);
    overruled.ifPresent(
        lost -> turn.trace(new TraceEvent.Overruled(key, peer.endpoint(), epoch, lost)));
    if (merged.isNews() && now.value() instanceof SiblingRegister<?> register) {
      register
          .overflow()
          .ifPresent(full -> turn.trace(new TraceEvent.SiblingsOverflowed(key, full)));
    }
    if (merged.isNews() || overruled.isPresent()) {
      changes.changed(
          family,
          key,
          new Change<>(
              key.keyspace(),
              key.id(),
              merged.old().value(),
              now.value(),
              merged.novelty(),
              cause,
              peer.node(),
              now.epoch(),
              overruled.map(List::of).orElseGet(List::of)));
    }
  }

  private boolean refuse(Peer peer, Entry entry, String why) {
    turn.trace(new TraceEvent.EntryRefused(peer.endpoint(), entry.toString(), why));
    return false;
  }
}
