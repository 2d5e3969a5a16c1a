package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.wire.FrontierTell;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * What an exchange proves of frontiers: groups that were found equal hold the same, so each side
 * holds what the other said at that moment. Section 12 of {@code docs/protocol.md}. What is lost or
 * does not fit is found again by a later exchange.
 */
final class Proofs {
  /** Exchanges answered last, whose askers may still tell. */
  private static final int MAX_ANSWERED = 4;

  private final Turn turn;
  private final Greetings greetings;
  private final Map<Long, Endpoint> answered = new LinkedHashMap<>();
  private @Nullable Asked asked;

  /** The exchange that this node began last. */
  private static final class Asked {
    final long exchange;
    final Endpoint peer;
    final List<Map<ReplicaId, Progress>> mine;
    @Nullable FrontierTell theirs;
    boolean isEqual;

    Asked(long exchange, Endpoint peer, List<Map<ReplicaId, Progress>> mine) {
      this.exchange = exchange;
      this.peer = peer;
      this.mine = mine;
    }
  }

  Proofs(Turn turn, Greetings greetings) {
    this.turn = turn;
    this.greetings = greetings;
  }

  /** A salted fingerprint of what all groups say. */
  long fingerprint(long exchange, List<Map<ReplicaId, Progress>> groups) {
    CanonicalOut out = new CanonicalOut().writeString("frontiers").writeFixedLong(exchange);
    for (Map<ReplicaId, Progress> group : groups) {
      out.writeVarInt(group.size());
      group.forEach(
          (origin, progress) -> {
            origin.write(out);
            out.writeVarLong(progress.held()).writeVarLong(progress.stable());
          });
    }
    return turn.config().suite().hash64(HashDomain.CONTEXT, out.toByteArray());
  }

  /** This node asks a peer, and its groups said this together with the sums that it sends. */
  void asking(long exchange, Endpoint peer, List<Map<ReplicaId, Progress>> mine) {
    asked = new Asked(exchange, peer, mine);
  }

  /** The peer's answer was that all is equal. */
  void wereEqual(long exchange) {
    Asked now = asked;
    if (now != null && now.exchange == exchange) {
      now.isEqual = true;
      exchange(now);
    }
  }

  /**
   * A peer asked and all is equal; the groups here said this together with the sums. If the peer's
   * frontiers are the same, too, each of them is news only of updates that are not stable yet.
   */
  void foundEqual(Peer peer, Hello hello, List<Map<ReplicaId, Progress>> mine) {
    if (fingerprint(hello.exchange(), mine) != hello.frontiers()) {
      if (answered.size() == MAX_ANSWERED) {
        answered.remove(answered.keySet().iterator().next());
      }
      answered.put(hello.exchange(), peer.endpoint());
      tell(peer.endpoint(), hello.exchange(), mine, List.of());
    } else {
      for (int group = 0; group < mine.size(); group++) {
        Map<ReplicaId, Progress> open = new TreeMap<>(mine.get(group));
        open.values().removeIf(progress -> progress.stable() >= progress.held());
        if (!open.isEmpty()) {
          turn.tell(group + 1, new Note.Proven(peer.endpoint(), open));
        }
      }
    }
  }

  /** A peer says how far it holds whose updates. */
  void on(Peer peer, FrontierTell tell) {
    for (FrontierTell.Row row : tell.rows()) {
      if (row.group() >= turn.config().groups()) {
        throw new MalformedBytesException("group " + row.group() + " of " + turn.config().groups());
      }
    }
    Asked now = asked;
    if (now != null && now.exchange == tell.exchange() && now.peer.equals(peer.endpoint())) {
      now.theirs = tell;
      exchange(now);
    } else if (answered.remove(tell.exchange(), peer.endpoint())) {
      prove(peer.endpoint(), tell);
    }
  }

  /** Once both are known: that all was equal, and what the peer said. */
  private void exchange(Asked now) {
    FrontierTell theirs = now.theirs;
    if (now.isEqual && theirs != null) {
      asked = null;
      prove(now.peer, theirs);
      tell(now.peer, now.exchange, now.mine, theirs.rows());
    }
  }

  private void prove(Endpoint peer, FrontierTell tell) {
    byGroup(tell.rows())
        .forEach((group, rows) -> turn.tell(group + 1, new Note.Proven(peer, rows)));
  }

  private static Map<Integer, Map<ReplicaId, Progress>> byGroup(List<FrontierTell.Row> rows) {
    Map<Integer, Map<ReplicaId, Progress>> byGroup = new TreeMap<>();
    for (FrontierTell.Row row : rows) {
      byGroup
          .computeIfAbsent(row.group(), group -> new TreeMap<>())
          .put(row.origin(), new Progress(row.held(), row.stable()));
    }
    return byGroup;
  }

  /** Sends what is unlike what the other has said; if it is too much, another part each time. */
  private void tell(
      Endpoint to,
      long exchange,
      List<Map<ReplicaId, Progress>> mine,
      List<FrontierTell.Row> theirs) {
    Map<Integer, Map<ReplicaId, Progress>> known = byGroup(theirs);
    List<FrontierTell.Row> rows = new ArrayList<>();
    for (int group = 0; group < mine.size(); group++) {
      Map<ReplicaId, Progress> said = known.getOrDefault(group, Map.of());
      int index = group;
      mine.get(group)
          .forEach(
              (origin, progress) -> {
                if (!progress.equals(said.get(origin))) {
                  rows.add(new FrontierTell.Row(origin, index, progress.held(), progress.stable()));
                }
              });
    }
    if (rows.isEmpty()) {
      return;
    }
    Collections.rotate(rows, (int) Long.remainderUnsigned(exchange, rows.size()));
    List<FrontierTell.Row> some =
        rows.subList(0, Math.min(rows.size(), FrontierTell.MAX_ROWS)).stream()
            .sorted(
                Comparator.comparing(FrontierTell.Row::origin)
                    .thenComparingInt(FrontierTell.Row::group))
            .toList();
    FrontierTell tell = new FrontierTell(exchange, some);
    greetings.peer(to).ifPresent(peer -> turn.send(peer, Traffic.CONTROL, tell));
  }
}
