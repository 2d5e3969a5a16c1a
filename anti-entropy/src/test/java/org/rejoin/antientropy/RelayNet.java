package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.antientropy.DeltaBuffer.Batch;
import org.rejoin.antientropy.DeltaInbox.Verdict;
import org.rejoin.antientropy.DeltaInbox.Verdict.Kind;

/**
 * Nodes that hold sets and pass deltas on by relays, over a random connected graph whose links
 * lose, repeat and reorder; nodes lose all and come back. Checks that what a stream has passed is
 * held, that nobody is sent what it has sent, that only the new part is passed on, and that all
 * hold the same in the end.
 */
final class RelayNet {
  /** Faults of who uses the relay. */
  enum Mutant {
    NONE,
    /** Passes on as if it were its own. */
    NO_BACK_PROPAGATION_BIT,
    /** Passes on all of what came. */
    WHOLE_DELTA,
    /** Does not say that it was known. */
    NO_KNOWN_BY,
    /** Takes messages of an old incarnation for those of the new one. */
    BIT_SURVIVES,
    /** Numbers what comes as if nothing were left out. */
    SHIFTED_NUMBERS,
    /** Acknowledges more than came. */
    ACK_TOO_HIGH
  }

  private static final DeltaBuffer.Limits LIMITS = new DeltaBuffer.Limits(4_000, 60, 5_000);

  private final Random random;
  private final RelayPolicy policy;
  private final Mutant mutant;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Packet> packets = new ArrayList<>();
  private final Map<Long, Set<Integer>> byId = new HashMap<>();
  private long now;
  private int nextElement;
  private int opened;
  private int drops;
  private int sentPayloads;
  private boolean isQuiet;
  private Optional<String> fault = Optional.empty();

  private record Acked(long stream, long upTo, boolean isRefusal) {}

  private record Packet(End from, End to, Object content) {}

  /** One end of a link, in the present incarnations of both nodes. */
  private static final class End {
    final Node node;
    final DeltaBuffer<Parcel<Set<Integer>>> out;
    final DeltaInbox in = new DeltaInbox();
    final Set<Long> sentByPeer = new TreeSet<>();

    /** What was appended, by sequence, of the present stream. */
    final Map<Long, Set<Integer>> appended = new HashMap<>();

    long appendedStream;
    End peer;

    End(Node node, DeltaBuffer<Parcel<Set<Integer>>> out) {
      this.node = node;
      this.out = out;
      this.peer = this;
    }
  }

  private final class Node {
    final long id = opened++;
    final int place;
    final Set<Integer> state = new TreeSet<>();
    final DeltaRelay<Set<Integer>> relay = new DeltaRelay<>(id, LIMITS, policy);
    final List<End> ends = new ArrayList<>();

    Node(int place) {
      this.place = place;
    }
  }

  RelayNet(Random random, RelayPolicy policy, Mutant mutant) {
    this.random = random;
    this.policy = policy;
    this.mutant = mutant;
    int size = 2 + random.nextInt(6);
    for (int place = 0; place < size; place++) {
      nodes.add(new Node(place));
      if (place > 0) {
        link(nodes.get(place), nodes.get(random.nextInt(place)));
      }
    }
    for (int extra = random.nextInt(3 * size); extra > 0; extra--) {
      Node a = nodes.get(random.nextInt(size));
      Node b = nodes.get(random.nextInt(size));
      if (a != b && a.ends.stream().noneMatch(end -> end.peer.node == b)) {
        link(a, b);
      }
    }
  }

  int drops() {
    return drops;
  }

  int sentPayloads() {
    return sentPayloads;
  }

  private void link(Node a, Node b) {
    End one = new End(a, a.relay.open(1L + 1000L * opened++));
    End two = new End(b, b.relay.open(1L + 1000L * opened++));
    one.peer = two;
    two.peer = one;
    a.ends.add(one);
    b.ends.add(two);
  }

  Optional<String> run(int steps) {
    for (int i = 0; i < steps && fault.isEmpty(); i++) {
      step();
    }
    isQuiet = true;
    for (int round = 0; round < 400 && fault.isEmpty() && !isSettled(); round++) {
      now += 20;
      nodes.forEach(this::tick);
      while (!packets.isEmpty() && fault.isEmpty()) {
        receive(packets.remove(0));
      }
      nodes.forEach(node -> node.ends.forEach(end -> end.out.rewind()));
    }
    return fault.or(this::checkEnd);
  }

  private void step() {
    now += random.nextInt(10);
    Node node = nodes.get(random.nextInt(nodes.size()));
    int dice = random.nextInt(100);
    if (dice < 20) {
      edit(node);
    } else if (dice < 50) {
      tick(node);
    } else if (dice < 88) {
      if (!packets.isEmpty()) {
        int index = random.nextInt(3) == 0 ? random.nextInt(packets.size()) : 0;
        receive(random.nextInt(10) == 0 ? packets.get(index) : packets.remove(index));
      }
    } else if (dice < 96) {
      if (!packets.isEmpty()) {
        packets.remove(random.nextInt(packets.size()));
      }
    } else if (dice < 98) {
      node.ends.get(random.nextInt(node.ends.size())).out.rewind();
    } else if (random.nextInt(2) == 0) {
      restart(node);
    }
  }

  /** Adds some of the elements that several nodes are about to add. */
  private void edit(Node node) {
    Set<Integer> delta = new TreeSet<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      delta.add(nextElement + random.nextInt(12));
    }
    nextElement++;
    delta.removeAll(node.state);
    if (!delta.isEmpty()) {
      add(node, delta);
    }
  }

  /** The node loses all; its neighbours bring it up to date as anti-entropy would. */
  private void restart(Node old) {
    Node fresh = new Node(old.place);
    nodes.set(old.place, fresh);
    for (End end : old.ends) {
      Node other = end.peer.node;
      other.relay.close(end.peer.out);
      other.ends.remove(end.peer);
      link(fresh, other);
    }
    fresh.ends.forEach(end -> repair(end.peer.node, fresh));
  }

  private void repair(Node from, Node to) {
    Set<Integer> lacks = new TreeSet<>(from.state);
    lacks.removeAll(to.state);
    for (int element : lacks) {
      if (!to.state.contains(element)) { // what a nested repair has brought is not new
        add(to, Set.of(element));
      }
    }
  }

  private void add(Node node, Set<Integer> delta) {
    spread(node, delta, () -> node.relay.add(id(delta), delta, size(delta), now));
  }

  /** Joins, and notes at which sequence of which stream the delta was appended. */
  private void spread(Node node, Set<Integer> delta, Runnable call) {
    Map<End, Long> before = new HashMap<>();
    node.ends.forEach(end -> before.put(end, end.out.nextSequence()));
    node.state.addAll(delta);
    call.run();
    node.ends.forEach(end -> note(end, before.getOrDefault(end, 0L), delta));
    List.copyOf(node.ends).forEach(this::reportDrop);
  }

  private void note(End end, long before, Set<Integer> delta) {
    boolean isAppended = end.out.nextSequence() != before;
    if (end.appendedStream != end.out.stream()) {
      end.appendedStream = end.out.stream();
      end.appended.clear();
      isAppended = end.out.nextSequence() > 0;
    }
    if (!policy.isPulling() && isAppended) {
      end.appended.put(end.out.nextSequence() - 1, delta);
    }
  }

  private void reportDrop(End end) {
    if (end.out.takeDropped()) {
      drops++;
      repair(end.node, end.peer.node);
    }
  }

  private void tick(Node node) {
    node.relay.announce(now);
    for (DeltaRelay.Pull<Set<Integer>> pull : node.relay.pulls(now)) {
      node.ends.stream()
          .filter(end -> end.out == pull.neighbour())
          .forEach(end -> packets.add(new Packet(end, end.peer, pull.ids())));
    }
    if (node.relay.takeGivenUp()) {
      List.copyOf(node.ends).forEach(end -> repair(end.peer.node, node));
    }
    for (End end : List.copyOf(node.ends)) {
      packets.add(new Packet(end, end.peer, node.relay.advert(end.out)));
      end.out.nextBatch(1 + random.nextInt(300), 1_500, now).ifPresent(batch -> send(end, batch));
      reportDrop(end);
    }
  }

  private void send(End end, Batch<Parcel<Set<Integer>>> batch) {
    for (Parcel<Set<Integer>> parcel : batch.entries()) {
      sentPayloads += parcel.payload().isPresent() ? 1 : 0;
      boolean isKnown = end.sentByPeer.contains(parcel.id()) && end.node.relay.isKept(parcel.id());
      if (isKnown && !policy.isPulling()) {
        fail("sends " + parcel.id() + " to who has sent it");
      }
    }
    packets.add(new Packet(end, end.peer, batch));
  }

  @SuppressWarnings("unchecked")
  private void receive(Packet packet) {
    End end = packet.to;
    boolean isPast = nodes.get(end.node.place) != end.node || !end.node.ends.contains(end);
    if (isPast) {
      survive(packet);
      return;
    }
    if (packet.content instanceof Batch<?> batch) {
      accept(end, (Batch<Parcel<Set<Integer>>>) batch);
    } else if (packet.content instanceof Acked acked) {
      hear(end, acked);
    } else if (packet.content instanceof TreeAdvert advert) {
      end.node.relay.advertised(end.out, advert);
    } else if (packet.content instanceof Collection<?> ids) {
      ids.forEach(id -> end.node.relay.pulled(end.out, (Long) id, now));
    }
    reportDrop(end);
  }

  /** Something said by an incarnation that is gone: nobody listens, but for a mutant. */
  private void survive(Packet packet) {
    Node here = nodes.get(packet.to.node.place);
    if (mutant == Mutant.BIT_SURVIVES && packet.content instanceof Batch<?> batch) {
      for (End end : here.ends) {
        if (end.peer.node.place == packet.from.node.place) {
          batch.entries().forEach(p -> here.relay.known(end.out, ((Parcel<?>) p).id()));
        }
      }
    } else if (packet.content instanceof Batch<?> batch) {
      batch.entries().forEach(p -> here.relay.known(packet.to.out, ((Parcel<?>) p).id()));
    }
  }

  private void accept(End end, Batch<Parcel<Set<Integer>>> batch) {
    boolean isShifted = mutant == Mutant.SHIFTED_NUMBERS;
    long to = isShifted ? batch.from() + batch.entries().size() : batch.to();
    Verdict verdict = end.in.offer(batch.stream(), batch.from(), (int) (to - batch.from()));
    if (verdict.kind() == Kind.ACCEPT) {
      for (int i = 0; i < batch.entries().size(); i++) {
        long sequence = isShifted ? batch.from() + i : batch.sequence(i);
        checkNumber(end.peer, batch.stream(), sequence, batch.entries().get(i));
        if (sequence >= verdict.expected()) {
          join(end, batch.entries().get(i));
        }
      }
      end.in.advance(batch.stream(), to);
      checkPassed(end, batch.stream(), to);
      reply(end, new Acked(batch.stream(), to + (mutant == Mutant.ACK_TOO_HIGH ? 1 : 0), false));
    } else if (verdict.kind() == Kind.DUPLICATE) {
      reply(end, new Acked(batch.stream(), verdict.expected(), false));
    } else if (verdict.kind() == Kind.GAP) {
      reply(end, new Acked(batch.stream(), verdict.expected(), true));
    }
  }

  private void reply(End end, Acked acked) {
    packets.add(new Packet(end, end.peer, acked));
  }

  private void join(End end, Parcel<Set<Integer>> parcel) {
    Node node = end.node;
    if (parcel.payload().isEmpty()) {
      boolean isHeld = node.state.containsAll(elements(parcel.id()));
      node.relay.announced(end.out, parcel.id(), isHeld, now);
      return;
    }
    Set<Integer> delta = parcel.payload().get();
    Set<Integer> novelty = new TreeSet<>(delta);
    novelty.removeAll(node.state);
    end.sentByPeer.add(parcel.id());
    if (novelty.isEmpty()) {
      if (mutant != Mutant.NO_KNOWN_BY) {
        node.relay.known(end.out, parcel.id());
      }
      return;
    }
    Set<Integer> passedOn = mutant == Mutant.WHOLE_DELTA ? delta : novelty;
    if (!Collections.disjoint(passedOn, node.state)) {
      fail("passes on " + passedOn + " though " + node.state + " was there");
    }
    long id = novelty.equals(delta) ? parcel.id() : id(novelty);
    spread(
        node,
        passedOn,
        () -> {
          if (mutant == Mutant.NO_BACK_PROPAGATION_BIT) {
            node.relay.add(id, passedOn, size(passedOn), now);
          } else {
            node.relay.relay(end.out, id, passedOn, size(passedOn), now);
          }
        });
  }

  private void hear(End end, Acked acked) {
    if (acked.isRefusal) {
      end.out.nack(acked.stream, acked.upTo);
    } else {
      boolean isPossible = end.out.acknowledge(acked.stream, acked.upTo);
      if (!isPossible && acked.stream == end.out.stream()) {
        fail("acknowledges " + acked.upTo + ", which was never sent");
      }
    }
  }

  /** A sequence stands for what was appended under it. */
  private void checkNumber(End sender, long stream, long sequence, Parcel<Set<Integer>> parcel) {
    Set<Integer> appended = sender.appended.get(sequence);
    boolean isSame = appended == null || appended.equals(parcel.payload().orElse(appended));
    if (sender.appendedStream == stream && !isSame) {
      fail(sequence + " brings " + parcel + ", was " + appended);
    }
  }

  /** All that the stream has passed is held by the receiver, sent or left out. */
  private void checkPassed(End end, long stream, long to) {
    End sender = end.peer;
    if (sender.appendedStream == stream) {
      sender.appended.forEach(
          (sequence, delta) -> {
            if (sequence < to && !end.node.state.containsAll(delta)) {
              fail("passed " + sequence + " below " + to + " without " + delta);
            }
          });
    }
  }

  private boolean isSettled() {
    return packets.isEmpty()
        && nodes.stream().allMatch(n -> n.state.equals(nodes.get(0).state))
        && nodes.stream().allMatch(n -> n.ends.stream().allMatch(end -> end.out.isEmpty()));
  }

  private Optional<String> checkEnd() {
    for (Node node : nodes) {
      for (End end : node.ends) {
        if (!end.out.isEmpty() || end.out.pendingBytes() != 0) {
          return Optional.of(end.out.pendingEntries() + " never came through");
        }
      }
    }
    boolean isOne = nodes.stream().allMatch(n -> n.state.equals(nodes.get(0).state));
    return isOne ? Optional.empty() : Optional.of("nodes differ in the end");
  }

  private void fail(String what) {
    if (fault.isEmpty()) {
      fault = Optional.of((isQuiet ? "when quiet: " : "") + what);
    }
  }

  private long id(Set<Integer> delta) {
    long id = 0;
    for (int element : new TreeSet<>(delta)) {
      id = (id + element + 1) * 0x9E3779B97F4A7C15L;
    }
    byId.put(id, delta);
    return id;
  }

  private Set<Integer> elements(long id) {
    return byId.getOrDefault(id, Set.of());
  }

  private static int size(Set<Integer> delta) {
    return 20 * delta.size();
  }
}
