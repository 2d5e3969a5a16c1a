package org.rejoin.cluster.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.PairFingerprint;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.antientropy.sketch.Symbols;
import org.rejoin.crdt.ReplicaId;

/** Collects the sums of all groups of this node. */
final class Sums {
  /** Only a group that has stopped lets them pile up; then the oldest are forgotten. */
  private static final int MAX_REQUESTS = 16;

  private final Turn turn;
  private final Map<Long, Request> requests = new LinkedHashMap<>();
  private final TreeSet<Integer> failed = new TreeSet<>();
  private long last;

  /** What all groups said, by group. */
  record Answer(
      List<RangeSum> sums,
      Optional<Snapshot> snapshot,
      long tombstones,
      Map<Endpoint, Long> pendingBytes,
      List<Map<ReplicaId, Progress>> frontiers) {}

  private static final class Request {
    final Map<Integer, RangeSum> sums = new TreeMap<>();
    final Map<Integer, List<RangeSum>> shards = new TreeMap<>();
    @Nullable Symbols coded;
    final Map<Endpoint, Long> pending = new TreeMap<>();
    final Map<Integer, Map<ReplicaId, Progress>> frontiers = new TreeMap<>();
    long tombstones;
    final Consumer<Answer> then;

    Request(Consumer<Answer> then) {
      this.then = then;
    }

    /** Of all groups; empty if one has none. */
    Optional<Snapshot> snapshot() {
      Symbols all = coded;
      if (all == null || shards.size() < sums.size()) {
        return Optional.empty();
      }
      RangeSum sum = PairFingerprint.combine(sums.values());
      List<RangeSum> inOrder = shards.values().stream().flatMap(List::stream).toList();
      return Optional.of(new Snapshot(Range.all(), sum, all, inOrder));
    }

    /** Symbols are added up as they come: those of many groups take no more room than one's. */
    void add(int group, Snapshot snapshot) {
      coded =
          coded == null ? snapshot.symbols() : Symbols.combined(List.of(coded, snapshot.symbols()));
      shards.put(group, snapshot.shards());
    }
  }

  Sums(Turn turn) {
    this.turn = turn;
  }

  /**
   * Asks all groups; {@code then} runs in the step that brings the last answer.
   *
   * @param symbols how many symbols each is asked for, too
   */
  void ask(int symbols, Consumer<Answer> then) {
    if (requests.size() >= MAX_REQUESTS) {
      requests.remove(requests.keySet().iterator().next());
    }
    long request = ++last;
    requests.put(request, new Request(then));
    for (int group = 0; group < turn.config().groups(); group++) {
      if (!failed.contains(group)) {
        turn.tell(group + 1, new Note.AskSum(request, symbols));
      }
    }
    List.copyOf(failed).forEach(group -> answer(request, group, RangeSum.ZERO));
  }

  /** A group answers no more: it counts as empty, and the others go on. */
  void failed(int group) {
    failed.add(group);
    List.copyOf(requests.keySet()).forEach(request -> answer(request, group, RangeSum.ZERO));
  }

  void told(Note.Sum sum) {
    Request request = requests.get(sum.request());
    if (request == null) {
      return;
    }
    request.tombstones += sum.tombstones();
    sum.snapshot().ifPresent(snapshot -> request.add(sum.group(), snapshot));
    sum.pending().forEach(p -> request.pending.merge(p.peer(), p.bytes(), Long::sum));
    request.frontiers.put(sum.group(), sum.frontiers());
    answer(sum.request(), sum.group(), sum.sum());
  }

  private void answer(long id, int group, RangeSum sum) {
    Request request = requests.get(id);
    if (request == null) {
      return;
    }
    request.sums.putIfAbsent(group, sum);
    request.frontiers.putIfAbsent(group, Map.of());
    if (request.sums.size() == turn.config().groups()) {
      requests.remove(id);
      request.then.accept(
          new Answer(
              List.copyOf(request.sums.values()),
              request.snapshot(),
              request.tombstones,
              request.pending,
              List.copyOf(request.frontiers.values())));
    }
  }
}
