package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.antientropy.Range;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.Message;
import org.rejoin.cluster.engine.wire.Nack;
import org.rejoin.cluster.engine.wire.ReadAsk;
import org.rejoin.cluster.engine.wire.ReadTell;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.WriteBack;
import org.rejoin.cluster.engine.wire.WriteBackAck;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The machine of one group. It only routes; the parts do the work: {@link KeyTable} holds the
 * states, {@link Edits} change them, {@link Links} stream the deltas, {@link Inbound} joins what
 * comes, {@link Comparisons} mend what is not equal, {@link Waiting} knows who waits for a level,
 * {@link Watches} tell.
 */
final class Group implements Machine {
  private final EngineConfig config;
  private final int group;
  private final Turn turn;
  private final HybridClock clock;
  private final KeyTable table;
  private final Map<String, Family<?, ?>> families = new TreeMap<>();
  private final Watches watches;
  private final Inbound inbound;
  private final Frontiers frontiers;
  private final Links links;
  private final Waiting waiting;
  private final Settling settling;
  private final Edits edits;
  private final Reads reads;
  private final Sessions sessions;
  private final Comparisons comparisons;
  private final Storage storage;
  private final Shelf shelf;
  private final Folding folding;
  private final Upkeep upkeep;

  Group(EngineConfig config, int group, Buggify buggify) {
    this.config = config;
    this.group = group;
    this.turn = new Turn(config, group + 1, buggify);
    this.clock = new HybridClock(turn);
    this.table = new KeyTable(config.suite(), range(config, group));
    this.watches = new Watches(turn);
    Changes changes = new Told();
    this.inbound = new Inbound(turn, range(config, group), families, changes);
    this.storage = new Storage(turn, group, table, clock);
    PartSizes parts = new PartSizes();
    this.frontiers = new Frontiers(turn);
    this.links = new Links(turn, inbound, storage, clock, parts, frontiers);
    this.settling = new Settling(turn, links);
    this.waiting = new Waiting(turn, clock);
    Admission admission = new Admission(turn, links, waiting);
    this.edits = new Edits(turn, links, admission, clock, changes, waiting, storage, frontiers);
    this.reads = new Reads(turn, admission, waiting, settling);
    this.sessions = new Sessions(turn, links, admission, waiting);
    this.shelf = new Shelf(turn, range(config, group), families, settling, clock);
    this.upkeep = new Upkeep(turn, group, table, families, storage, links, changes);
    Repairs repairs = new Repairs(turn, table, families, clock, upkeep, parts);
    this.comparisons = new Comparisons(turn, group, table, repairs);
    this.folding = new Folding(turn, group, table);
  }

  /** The key hashes of a group. */
  static Range range(EngineConfig config, int group) {
    int bits = Integer.numberOfTrailingZeros(config.groups());
    return bits == 0 ? Range.all() : new Range((long) group << (64 - bits), bits);
  }

  /** For tests that plant rot. */
  KeyTable table() {
    return table;
  }

  @Override
  public List<Effect> step(Input input, Moment now) {
    turn.begin(now);
    if (input instanceof Input.Frame frame) {
      onFrame(frame);
    } else if (input instanceof Input.Update<?, ?> update) {
      update(update);
    } else if (input instanceof Input.Delete<?, ?> delete) {
      delete(delete);
    } else if (input instanceof Input.Fetch<?, ?> fetch) {
      fetch(fetch);
    } else if (input instanceof Input.Told told) {
      onNote(told.note());
    } else if (input instanceof Input.Open open) {
      open(open.spec());
    } else if (input instanceof Input.Watch watch) {
      watch(watch);
    } else if (input instanceof Input.Unwatch unwatch) {
      watches.remove(unwatch.subscription());
    } else if (input instanceof Input.ListKeys list) {
      turn.reply(list.op(), table.page(list.after(), list.limit()));
    } else if (input instanceof Input.StorageDone done) {
      storage.done(done.ticket());
    } else if (input instanceof Input.StorageFailed failed) {
      storage.failed(failed);
    } else if (input instanceof Input.ReadBack read) {
      upkeep.readBack(read);
    } else if (input instanceof Input.ReadFailed failed) {
      upkeep.readFailed(failed);
    } else if (input instanceof Input.Load load) {
      shelf.load(load.records());
    } else if (!(input instanceof Input.Wake)) {
      throw new IllegalArgumentException("not for a group: " + input);
    }
    upkeep.schedule();
    storage.flush();
    folding.schedule();
    return turn.end();
  }

  private void open(KeyspaceSpec<?, ?> spec) {
    if (!families.containsKey(spec.name())) {
      Family<?, ?> family = new Family<>(spec, table, storage);
      families.put(spec.name(), family);
      shelf.opened(family);
    }
  }

  /** Watchers first. */
  private final class Told implements Changes {
    @Override
    public <S extends Editable<S, E>, E> void changed(
        Family<S, E> family, KeyRef key, Change<S> change) {
      watches.changed(key, change);
      settling.changed(family, key);
      waiting.changed(key);
    }
  }

  private void onNote(Note note) {
    if (note instanceof Note.Peers peers) {
      for (Endpoint gone : links.update(peers.peers(), peers.areAll())) {
        waiting.gone(gone);
        comparisons.gone(gone);
      }
    } else if (note instanceof Note.AskSum ask) {
      List<Note.Pending> pending = new ArrayList<>();
      links.expire();
      links.findStable();
      for (PeerLink link : links.busy()) {
        if (link.pendingBytes() > 0) {
          pending.add(new Note.Pending(link.peer().endpoint(), link.pendingBytes()));
        }
      }
      turn.tell(
          COORDINATOR,
          new Note.Sum(
              ask.request(),
              group,
              table.tree().total(),
              comparisons.snapshot(ask.symbols()),
              table.tombstones(),
              pending,
              frontiers.view()));
    } else if (note instanceof Note.Proven proven) {
      links.proven(proven);
    } else if (note instanceof Note.PeerClocks clocks) {
      clock.compared(clocks);
    } else if (note instanceof Note.Resolvers offered) {
      settling.offered(offered);
    } else if (!comparisons.on(note, endpoint -> links.get(endpoint).map(PeerLink::peer))) {
      throw new IllegalArgumentException("not for a group: " + note);
    }
  }

  private <S extends Editable<S, E>, E> void update(Input.Update<S, E> update) {
    Family<S, E> family = family(update.spec());
    sessions.onceSeen(
        family,
        ofWrite(update.op(), update.key(), update.write()),
        left -> edits.run(family, update.within(left)));
  }

  private <S extends Editable<S, E>, E> void delete(Input.Delete<S, E> delete) {
    Family<S, E> family = family(delete.spec());
    sessions.onceSeen(
        family,
        ofWrite(delete.op(), delete.key(), delete.write()),
        left -> edits.delete(family, delete.within(left)));
  }

  private <S extends Editable<S, E>, E> void fetch(Input.Fetch<S, E> fetch) {
    Family<S, E> family = family(fetch.spec());
    Caller caller = Caller.ofRead(turn, fetch.op());
    Read read = fetch.read();
    sessions.onceSeen(
        family,
        new Sessions.Asked(caller, fetch.key(), read.timeout(), read.after()),
        left -> reads.run(family, fetch.within(left)));
  }

  private Sessions.Asked ofWrite(long op, KeyRef key, Write write) {
    return new Sessions.Asked(Caller.ofWrite(turn, op), key, write.timeout(), write.after());
  }

  private void watch(Input.Watch watch) {
    watches.add(watch);
    Family<?, ?> family = families.get(watch.keyspace());
    if (family != null) {
      List<KeyRef> keys = watch.key().map(List::of).orElseGet(() -> table.keysOf(watch.keyspace()));
      keys.stream()
          .filter(key -> table.get(key).filter(held -> !held.isTombstone()).isPresent())
          .forEach(key -> load(watch.subscription(), family, key));
    }
  }

  private <S extends Editable<S, E>, E> void load(
      long subscription, Family<S, E> family, KeyRef key) {
    KeyState<S> state = family.state(key);
    watches.load(
        subscription,
        new Change<>(
            key.keyspace(),
            key.id(),
            family.spec().type().bottom(),
            state.value(),
            state.value(),
            Change.Cause.LOAD,
            config.node(),
            state.epoch(),
            List.of()));
  }

  /** All or nothing: a frame that cannot be read changes nothing. */
  private void onFrame(Input.Frame input) {
    try {
      Frame frame = Frame.decode(input.bytes());
      Optional<PeerLink> link =
          links.get(input.from()).filter(l -> l.peer().isMet(frame, config.replica()));
      if (link.isEmpty()) {
        reject(input, "between incarnations that have not met");
      } else if (frame.machine() != group + 1) {
        reject(input, "for machine " + frame.machine());
      } else if (!onDelta(link.get(), frame.message())
          && !onRepair(link.get().peer(), frame.message())
          && !onRead(link.get().peer(), frame.message())) {
        reject(input, frame.message().type() + " is not for a group");
      }
    } catch (MalformedBytesException e) {
      reject(input, String.valueOf(e.getMessage()));
    }
  }

  private boolean onDelta(PeerLink link, Message message) {
    if (message instanceof Deltas deltas) {
      links.onDeltas(link, deltas);
    } else if (message instanceof Ack ack) {
      links.onAck(link, ack);
    } else if (message instanceof Nack nack) {
      links.onNack(link, nack);
    } else {
      return false;
    }
    return true;
  }

  private boolean onRepair(Peer peer, Message message) {
    if (message instanceof Repair repair) {
      clock.heard(peer, repair.clock());
      inbound.joinAll(peer, Change.Cause.REPAIR, repair.entries());
      return true;
    }
    return comparisons.on(peer, message);
  }

  private boolean onRead(Peer peer, Message message) {
    if (message instanceof ReadAsk ask) {
      answer(peer, ask);
    } else if (message instanceof ReadTell tell && upkeep.told(peer, tell)) {
      clock.heard(peer, tell.clock());
    } else if (message instanceof ReadTell tell) {
      waiting.read(tell.operation()).ifPresent(read -> read.expectReadable(tell));
      clock.heard(peer, tell.clock());
      inbound.joinAll(peer, Change.Cause.REPAIR, tell.entries());
      waiting.read(tell.operation()).ifPresent(read -> read.told(peer.endpoint(), tell));
    } else if (message instanceof WriteBack back) {
      onWriteBack(peer, back);
    } else if (message instanceof WriteBackAck ack) {
      waiting.read(ack.operation()).ifPresent(read -> read.writtenBack(peer.endpoint(), ack));
    } else {
      return false;
    }
    return true;
  }

  private void onWriteBack(Peer peer, WriteBack back) {
    clock.heard(peer, back.clock());
    boolean isJoined = inbound.joinAll(peer, Change.Cause.REPAIR, back.entries());
    if (isJoined && back.entries().stream().anyMatch(inbound::isUnsynced)) {
      awaitOrElse(() -> acknowledge(peer, back, true), () -> acknowledge(peer, back, false));
    } else {
      acknowledge(peer, back, isJoined);
    }
  }

  private void acknowledge(Peer peer, WriteBack back, boolean isHeld) {
    turn.send(peer, Traffic.CONTROL, new WriteBackAck(back.operation(), back.part(), isHeld));
  }

  /** What a read is told of a durable key is held here, as the read may count on it. */
  private void answer(Peer peer, ReadAsk ask) {
    Family<?, ?> family = families.get(ask.keyspace());
    if (family == null || !family.tag().equals(ask.tag())) {
      ReadAnswers.refuse(turn, clock.now(), peer, ask);
      return;
    }
    KeyRef key = Replica.keyOfPeer(config, ask.keyspace(), ask.id());
    if (family.isUnsynced(key)) {
      awaitOrElse(
          () -> ReadAnswers.send(turn, clock.now(), peer, ask, family, key),
          () -> ReadAnswers.refuse(turn, clock.now(), peer, ask));
    } else {
      ReadAnswers.send(turn, clock.now(), peer, ask, family, key);
    }
  }

  /** Peers repeat their questions, so what waits for them is bounded. */
  private void awaitOrElse(Runnable synced, Runnable otherwise) {
    if (storage.isCrowded()) {
      otherwise.run();
    } else {
      storage.await(synced, otherwise);
    }
  }

  private void reject(Input.Frame input, String why) {
    turn.trace(new TraceEvent.FrameRejected(input.from(), why));
  }

  /** The family of an open keyspace; a driver opens it before it uses it. */
  @SuppressWarnings("unchecked")
  private <S extends Editable<S, E>, E> Family<S, E> family(KeyspaceSpec<S, E> spec) {
    Family<?, ?> family = families.get(spec.name());
    if (family == null || !family.spec().equals(spec)) {
      throw new IllegalArgumentException("keyspace " + spec + " is not open here");
    }
    return (Family<S, E>) family;
  }
}
