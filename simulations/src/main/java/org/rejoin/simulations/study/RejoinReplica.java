package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.antientropy.DeltaBuffer.Batch;
import org.rejoin.antientropy.DeltaInbox;
import org.rejoin.antientropy.DeltaInbox.Verdict;
import org.rejoin.antientropy.DeltaRelay;
import org.rejoin.antientropy.Parcel;
import org.rejoin.antientropy.RelayPolicy;
import org.rejoin.antientropy.TreeAdvert;

/**
 * The delta buffers of production as a relay, unchanged (the engine itself sends to all directly):
 * {@link DeltaRelay}, {@link DeltaBuffer} and {@link DeltaInbox}. Acknowledgements ride on batches,
 * and go alone after an interval without one.
 */
final class RejoinReplica implements Replica {
  private static final long TICK_NANOS = 1_000_000_000L;
  private static final int MAX_BYTES = 1 << 26;
  private static final int RESEND_TICKS = 4;
  private static final DeltaBuffer.Limits LIMITS =
      new DeltaBuffer.Limits(MAX_BYTES, 50_000, 300 * TICK_NANOS);

  /** Ids are gathered for 16 intervals; what has not come 8 later is pulled. */
  static final RelayPolicy PULLING = RelayPolicy.pulling(16 * TICK_NANOS, 8 * TICK_NANOS);

  private final int self;
  private final ToIntFunction<Entries> weight;
  private final DeltaRelay<Entries> relay;
  private final TreeMap<Integer, Link> links = new TreeMap<>();

  /** Updates seen, by node and number. */
  private final TreeSet<Long> seen = new TreeSet<>();

  private Entries state = Entries.NONE;
  private long now;
  private long updates;

  private static final class Link {
    final DeltaBuffer<Parcel<Entries>> out;
    final DeltaInbox in = new DeltaInbox();
    boolean isAckOwed;
    boolean isIdle;
    int waited;

    Link(DeltaBuffer<Parcel<Entries>> out) {
      this.out = out;
    }

    Optional<Ack> takeAck() {
      Optional<Ack> ack =
          isAckOwed ? Optional.of(new Ack(in.stream(), in.expected())) : Optional.empty();
      isAckOwed = false;
      isIdle = false;
      return ack;
    }
  }

  /** An interval of deltas and ids, and the acknowledgement of the other direction. */
  private record Deltas(Batch<Parcel<Entries>> batch, Optional<Ack> ack, long payloadBytes)
      implements Message {
    @Override
    public long payloadUnits() {
      return batch.entries().stream()
          .mapToLong(parcel -> parcel.payload().map(Entries::size).orElse(0))
          .sum();
    }

    /** One for the message, as for all algorithms, and one a run of ids. */
    @Override
    public long metadataUnits() {
      return 1 + idBytes() / Parcel.ANNOUNCED_BYTES;
    }

    @Override
    public long idBytes() {
      return runs(
          batch.entries().stream().filter(p -> p.payload().isEmpty()).map(Parcel::id).toList());
    }

    @Override
    public long bytes() {
      return payloadBytes + idBytes();
    }
  }

  private record Ack(long stream, long upTo) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    @Override
    public long metadataUnits() {
      return 1;
    }
  }

  private record Nack(long stream, long expected) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    @Override
    public long metadataUnits() {
      return 1;
    }
  }

  private record Tree(TreeAdvert advert) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    @Override
    public long metadataUnits() {
      return 1;
    }
  }

  private record Pull(List<Long> ids) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    @Override
    public long metadataUnits() {
      return 1 + idBytes() / Parcel.ANNOUNCED_BYTES;
    }

    @Override
    public long idBytes() {
      return runs(ids);
    }
  }

  /**
   * A node.
   *
   * @param weight bytes of payload
   */
  RejoinReplica(
      int self, List<Integer> neighbours, RelayPolicy policy, ToIntFunction<Entries> weight) {
    this.self = self;
    this.weight = weight;
    this.relay = new DeltaRelay<>(self, LIMITS, policy);
    neighbours.forEach(neighbour -> links.put(neighbour, new Link(relay.open(1))));
  }

  @Override
  public Entries state() {
    return state;
  }

  @Override
  public void update(Entries delta) {
    state = state.join(delta);
    long id = ((long) self << 32) + updates++;
    seen.add(id);
    relay.add(id, delta, weight.applyAsInt(delta), now);
  }

  @Override
  public void tick(Outbox out) {
    now += TICK_NANOS;
    tellOfTree(out);
    relay.announce(now);
    for (DeltaRelay.Pull<Entries> pull : relay.pulls(now)) {
      out.send(node(pull.neighbour()), new Pull(pull.ids()));
    }
    for (Map.Entry<Integer, Link> to : links.entrySet()) {
      tick(to.getKey(), to.getValue(), out);
    }
  }

  private void tick(int to, Link link, Outbox out) {
    if (link.out.isAwaitingAck() && ++link.waited > RESEND_TICKS) {
      link.out.rewind();
      link.waited = 0;
    }
    Optional<Batch<Parcel<Entries>>> batch = link.out.nextBatch(MAX_BYTES, MAX_BYTES, now);
    if (batch.isPresent()) {
      out.send(to, new Deltas(batch.get(), link.takeAck(), bytes(batch.get())));
    } else if (link.isAckOwed && link.isIdle) {
      link.takeAck().ifPresent(ack -> out.send(to, ack));
    } else {
      link.isIdle = link.isAckOwed;
    }
  }

  @Override
  public void receive(int from, Message message, Outbox out) {
    Link link = link(from);
    if (message instanceof Deltas deltas) {
      deltas.ack.ifPresent(ack -> acknowledged(link, ack));
      receive(from, link, deltas.batch, out);
    } else if (message instanceof Ack ack) {
      acknowledged(link, ack);
    } else if (message instanceof Nack nack) {
      link.out.nack(nack.stream, nack.expected);
    } else if (message instanceof Tree tree) {
      relay.advertised(link.out, tree.advert);
      tellOfTree(out);
    } else if (message instanceof Pull pull) {
      pull.ids.forEach(id -> relay.pulled(link.out, id, now));
    }
  }

  private static void acknowledged(Link link, Ack ack) {
    if (link.out.acknowledge(ack.stream, ack.upTo)) {
      link.waited = 0;
    }
  }

  private void receive(int from, Link link, Batch<Parcel<Entries>> batch, Outbox out) {
    int count = Math.toIntExact(batch.to() - batch.from());
    Verdict verdict = link.in.offer(batch.stream(), batch.from(), count);
    switch (verdict.kind()) {
      case ACCEPT -> {
        join(link, batch, verdict.expected());
        link.in.advance(batch.stream(), batch.to());
        link.isAckOwed = true;
      }
      case DUPLICATE -> link.isAckOwed = true;
      case GAP -> out.send(from, new Nack(batch.stream(), verdict.expected()));
      case STALE_STREAM -> {}
    }
  }

  /** Takes in what is numbered {@code next} or higher. */
  private void join(Link link, Batch<Parcel<Entries>> batch, long next) {
    for (int i = 0; i < batch.entries().size(); i++) {
      if (batch.sequence(i) >= next) {
        join(link, batch.entries().get(i));
      }
    }
  }

  private void join(Link link, Parcel<Entries> parcel) {
    long id = parcel.id();
    if (parcel.payload().isEmpty()) {
      relay.announced(link.out, id, seen.contains(id), now);
      return;
    }
    seen.add(id);
    Entries novelty = parcel.payload().get().novelty(state);
    if (novelty.isEmpty()) {
      relay.known(link.out, id);
    } else {
      state = state.join(novelty);
      relay.relay(link.out, id, novelty, weight.applyAsInt(novelty), now);
    }
  }

  private void tellOfTree(Outbox out) {
    links.forEach(
        (to, link) ->
            relay.newAdvert(link.out).ifPresent(advert -> out.send(to, new Tree(advert))));
  }

  private long bytes(Batch<Parcel<Entries>> batch) {
    return batch.entries().stream()
        .mapToLong(parcel -> parcel.payload().map(weight::applyAsInt).orElse(0))
        .sum();
  }

  private Link link(int neighbour) {
    Link link = links.get(neighbour);
    if (link == null) {
      throw new IllegalStateException(neighbour + " is no neighbour of " + self);
    }
    return link;
  }

  private int node(DeltaBuffer<Parcel<Entries>> out) {
    return links.entrySet().stream()
        .filter(link -> link.getValue().out == out)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Bytes for these ids: consecutive ones cost as much as one. */
  private static long runs(List<Long> ids) {
    List<Long> sorted = new ArrayList<>(ids);
    sorted.sort(null);
    long runs = 0;
    for (int i = 0; i < sorted.size(); i++) {
      runs += i == 0 || sorted.get(i) != sorted.get(i - 1) + 1 ? 1 : 0;
    }
    return runs * Parcel.ANNOUNCED_BYTES;
  }
}
