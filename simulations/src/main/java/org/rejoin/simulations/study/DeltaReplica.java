package org.rejoin.simulations.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Delta-based synchronization as published: one buffer of numbered groups, each neighbour gets the
 * join of those it has not acknowledged, or the whole state if they are forgotten. BP leaves out
 * what the neighbour itself has sent; RR buffers only what of a group was new.
 *
 * <p>Paper: Enes, Almeida, Baquero, Leitao, <i>Efficient Synchronization of State-based CRDTs</i>,
 * ICDE 2019.
 */
final class DeltaReplica implements Replica {
  private final int self;
  private final List<Integer> neighbours;
  private final boolean isBackAvoided;
  private final boolean isCutToNovelty;
  private final TreeMap<Long, Group> buffer = new TreeMap<>();
  private final Map<Integer, Long> acked = new TreeMap<>();
  private Entries state = Entries.NONE;
  private long next;

  /** What came from one node at once; from itself for its own events. */
  private record Group(int from, Entries entries) {}

  private record Delta(long upTo, Entries entries) implements Message {
    @Override
    public long payloadUnits() {
      return entries.size();
    }

    @Override
    public long metadataUnits() {
      return 1;
    }
  }

  private record Ack(long upTo) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    @Override
    public long metadataUnits() {
      return 1;
    }
  }

  /**
   * A node.
   *
   * @param bp avoids back-propagation
   * @param rr removes redundant state
   */
  DeltaReplica(int self, List<Integer> neighbours, boolean bp, boolean rr) {
    this.self = self;
    this.neighbours = neighbours;
    this.isBackAvoided = bp;
    this.isCutToNovelty = rr;
    neighbours.forEach(neighbour -> acked.put(neighbour, 0L));
  }

  @Override
  public Entries state() {
    return state;
  }

  @Override
  public void update(Entries delta) {
    store(self, delta);
  }

  @Override
  public void tick(Outbox out) {
    for (int to : neighbours) {
      long from = acked.getOrDefault(to, 0L);
      if (from < next) {
        boolean isForgotten = buffer.isEmpty() || buffer.firstKey() > from;
        Entries owed = isForgotten ? state : group(to, from);
        if (!owed.isEmpty()) {
          out.send(to, new Delta(next, owed));
        }
      }
    }
  }

  private Entries group(int to, long from) {
    Entries joined = Entries.NONE;
    for (Group group : buffer.tailMap(from).values()) {
      if (!isBackAvoided || group.from != to) {
        joined = joined.join(group.entries);
      }
    }
    return joined;
  }

  @Override
  public void receive(int from, Message message, Outbox out) {
    if (message instanceof Delta delta) {
      Entries novelty = delta.entries.novelty(state);
      if (!novelty.isEmpty()) {
        store(from, isCutToNovelty ? novelty : delta.entries);
      }
      out.send(from, new Ack(delta.upTo));
    } else if (message instanceof Ack ack) {
      acked.merge(from, ack.upTo, Math::max);
      long least = acked.values().stream().mapToLong(Long::longValue).min().orElse(next);
      buffer.headMap(least).clear();
    }
  }

  private void store(int from, Entries entries) {
    state = state.join(entries);
    buffer.put(next++, new Group(from, entries));
  }
}
