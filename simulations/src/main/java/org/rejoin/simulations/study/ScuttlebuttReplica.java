package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Scuttlebutt with safe deletes: each interval the neighbours get the matrix of what every node is
 * known to have seen, and answer with the deltas that the asker lacks. A delta is forgotten when
 * all nodes are known to have it.
 *
 * <p>Papers: van Renesse et al., <i>Efficient Reconciliation and Flow Control for Anti-Entropy
 * Protocols</i>, LADIS 2008; as run in Enes et al., ICDE 2019.
 */
final class ScuttlebuttReplica implements Replica {
  private final int self;
  private final int nodes;
  private final List<Integer> neighbours;

  /** Row by node: how many events of each node it has seen; empty while nothing is known of it. */
  private final long[][] seen;

  /** Deltas by the node that made them, then by number from 1. */
  private final List<TreeMap<Long, Entries>> buffer = new ArrayList<>();

  private Entries state = Entries.NONE;

  private record Matrix(long[][] seen) implements Message {
    @Override
    public long payloadUnits() {
      return 0;
    }

    /** One a known node, and one an entry of its vector. */
    @Override
    public long metadataUnits() {
      long units = 0;
      for (long[] row : seen) {
        units += row.length > 0 ? 1 : 0;
        for (long count : row) {
          units += count > 0 ? 1 : 0;
        }
      }
      return units;
    }
  }

  private record Numbered(int node, long number, Entries entries) {}

  private record Missing(List<Numbered> deltas) implements Message {
    @Override
    public long payloadUnits() {
      return deltas.stream().mapToLong(delta -> delta.entries.size()).sum();
    }

    @Override
    public long metadataUnits() {
      return deltas.size();
    }
  }

  ScuttlebuttReplica(int self, int nodes, List<Integer> neighbours) {
    this.self = self;
    this.nodes = nodes;
    this.neighbours = neighbours;
    this.seen = new long[nodes][0];
    for (int node = 0; node < nodes; node++) {
      buffer.add(new TreeMap<>());
    }
  }

  @Override
  public Entries state() {
    return state;
  }

  @Override
  public void update(Entries delta) {
    store(new Numbered(self, own()[self] + 1, delta));
  }

  @Override
  public void tick(Outbox out) {
    if (buffer.stream().allMatch(TreeMap::isEmpty)) {
      return;
    }
    long[][] copy = new long[nodes][];
    for (int node = 0; node < nodes; node++) {
      copy[node] = seen[node].clone();
    }
    neighbours.forEach(to -> out.send(to, new Matrix(copy)));
  }

  @Override
  public void receive(int from, Message message, Outbox out) {
    if (message instanceof Matrix matrix) {
      learn(matrix);
      forget();
      out.send(from, new Missing(missing(matrix.seen[from])));
    } else if (message instanceof Missing missing) {
      missing.deltas.forEach(this::store);
    }
  }

  private void learn(Matrix matrix) {
    for (int node = 0; node < nodes; node++) {
      long[] theirs = matrix.seen[node];
      if (theirs.length > 0) {
        long[] mine = row(node);
        for (int of = 0; of < nodes; of++) {
          mine[of] = Math.max(mine[of], theirs[of]);
        }
      }
    }
  }

  /** Drops what all rows cover, once there are all. */
  private void forget() {
    for (int of = 0; of < nodes; of++) {
      long least = Long.MAX_VALUE;
      for (long[] row : seen) {
        least = Math.min(least, row.length == 0 ? 0 : row[of]);
      }
      buffer.get(of).headMap(least, true).clear();
    }
  }

  private List<Numbered> missing(long[] has) {
    List<Numbered> deltas = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      int of = node;
      long after = has.length == 0 ? 0 : has[of];
      buffer
          .get(of)
          .tailMap(after, false)
          .forEach((number, entries) -> deltas.add(new Numbered(of, number, entries)));
    }
    return deltas;
  }

  private void store(Numbered delta) {
    long[] own = own();
    if (delta.number > own[delta.node]) {
      state = state.join(delta.entries);
      own[delta.node] = delta.number;
      buffer.get(delta.node).put(delta.number, delta.entries);
    }
  }

  private long[] own() {
    return row(self);
  }

  private long[] row(int node) {
    long[] row = seen[node];
    if (row.length == 0) {
      row = new long[nodes];
      seen[node] = row;
    }
    return row;
  }
}
