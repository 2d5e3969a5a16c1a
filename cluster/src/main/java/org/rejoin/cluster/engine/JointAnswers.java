package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.Summarised;

/**
 * The answering side of {@link JointRepair}: has the groups answer what was offered, each its part,
 * and tells the peer what they want in turn. {@value #MOST} offers are open at a time, for a short
 * while; of one that is forgotten the peer hears nothing, and what it offered is found again.
 */
final class JointAnswers {
  private static final int MOST = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Turn turn;
  private final TreeSet<Integer> failed = new TreeSet<>();

  /** Oldest first. */
  private final Map<Long, Open> open = new LinkedHashMap<>();

  private long last;

  private record Open(
      Peer peer,
      Offer offer,
      TreeSet<Integer> asked,
      List<Summarised> wants,
      Alarms.Alarm patience) {}

  JointAnswers(Turn turn) {
    this.turn = turn;
  }

  /** A peer offers keys of several groups. */
  void onOffer(Peer peer, Offer offer) {
    if (open.values().stream().anyMatch(o -> o.offer.equals(offer))) {
      return; // it came twice
    }
    if (open.size() == MOST) {
      forget(open.keySet().iterator().next());
    }
    long number = ++last;
    Map<Integer, List<Summarised>> byGroup = JointRepair.byGroup(turn, offer.keys());
    byGroup.keySet().removeAll(failed);
    Alarms.Alarm patience = turn.after(PATIENCE, () -> forget(number));
    TreeSet<Integer> asked = new TreeSet<>(byGroup.keySet());
    Open begun = new Open(peer, offer, asked, new ArrayList<>(), patience);
    open.put(number, begun);
    byGroup.forEach(
        (group, keys) ->
            turn.tell(
                group + 1, new Note.Offered(number, offer.exchange(), peer.endpoint(), keys)));
    answerIfDone(number, begun);
  }

  /** A group answered its part. */
  void answered(Note.OfferAnswered answered) {
    Open one = open.get(answered.offer());
    if (one != null && one.asked.remove(answered.group())) {
      one.wants.addAll(answered.wants());
      answerIfDone(answered.offer(), one);
    }
  }

  /** A group of this node was stopped by a bug: it wants nothing. */
  void failed(int group) {
    failed.add(group);
    List.copyOf(open.keySet())
        .forEach(number -> answered(new Note.OfferAnswered(number, group, List.of())));
  }

  private void forget(long number) {
    Open gone = open.remove(number);
    if (gone != null) {
      turn.cancel(gone.patience);
    }
  }

  private void answerIfDone(long number, Open one) {
    if (one.asked.isEmpty()) {
      forget(number);
      int maxBytes = FrameBudget.entryBytes(turn.config());
      turn.send(one.peer, Traffic.CONTROL, Wants.of(one.offer, one.wants, maxBytes));
    }
  }
}
