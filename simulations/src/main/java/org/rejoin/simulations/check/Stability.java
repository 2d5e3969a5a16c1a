package org.rejoin.simulations.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.StoreStatus.OriginStatus;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Member;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * I21: no update is called stable that some member does not hold. Members are those of whom the one
 * who says so has been told for a while, whether they can be reached or not; what they hold is told
 * by what they have joined, and by their states: an update that changes nothing of a state, or is
 * of an earlier delete epoch, is held. And what a node says of itself is no more than somebody
 * found out, nor does it say to hold what was never made.
 */
final class Stability implements Checker {
  /** A node's machines hear of a member one after another, and when they get round to it. */
  private static final long TOLD_NANOS = 1_000_000_000L;

  private final Oracle oracle;
  private final Made made;
  private final Violations violations;
  private final Map<Incarnation, Deque<Told>> told = new HashMap<>();
  private final Map<Claim, Long> claimed = new HashMap<>();
  private final Map<ReplicaId, Map<Integer, Long>> found = new TreeMap<>();
  private final Map<ReplicaId, Map<Integer, Long>> last = new TreeMap<>();

  /** Who the others are, since when. */
  private record Told(long nanos, List<Member> members) {}

  /** Who says it of whose updates. */
  private record Claim(Incarnation by, int machine, ReplicaId origin) {}

  Stability(Oracle oracle, Made made, Violations violations) {
    this.oracle = oracle;
    this.made = made;
    this.violations = violations;
  }

  @Override
  public void onStep(Incarnation node, int machine, Input input, List<Effect> effects) {
    if (input instanceof Input.Members members) {
      Deque<Told> lists = told.computeIfAbsent(node, n -> new ArrayDeque<>());
      lists.addLast(new Told(oracle.nowNanos(), members.others()));
      forget(lists);
    }
  }

  /** Of those that are old enough only the last counts. */
  private void forget(Deque<Told> lists) {
    while (lists.size() > 1 && isOld(second(lists))) {
      lists.removeFirst();
    }
  }

  private static Told second(Deque<Told> lists) {
    Iterator<Told> each = lists.iterator();
    each.next();
    return each.next();
  }

  private boolean isOld(Told list) {
    return oracle.nowNanos() - list.nanos >= TOLD_NANOS;
  }

  /** All that a node has been told of for a while, without a break. */
  private Set<Endpoint> members(Incarnation node) {
    Deque<Told> lists = told.getOrDefault(node, new ArrayDeque<>());
    forget(lists);
    Set<Endpoint> members = new TreeSet<>();
    for (Told list : lists) {
      List<Endpoint> now = list.members.stream().map(Member::endpoint).toList();
      if (isOld(list)) {
        members.addAll(now);
      } else {
        members.retainAll(Set.copyOf(now));
      }
    }
    return members;
  }

  @Override
  public void onTrace(Knowledge node, int machine, TraceEvent event) {
    ReplicaId own = node.incarnation().replica();
    if (event instanceof TraceEvent.Updated updated) {
      count(last, own, machine, updated.sequence());
    } else if (event instanceof TraceEvent.Deleted deleted) {
      count(last, own, machine, deleted.sequence());
    } else if (event instanceof TraceEvent.Stable stable) {
      count(found, stable.origin(), machine, stable.number());
      judge(node, machine, stable);
    }
  }

  private static void count(
      Map<ReplicaId, Map<Integer, Long>> numbers, ReplicaId id, int machine, long number) {
    numbers.computeIfAbsent(id, i -> new TreeMap<>()).merge(machine, number, Math::max);
  }

  private void judge(Knowledge node, int machine, TraceEvent.Stable stable) {
    List<Knowledge> all = new ArrayList<>(List.of(node));
    members(node.incarnation()).forEach(endpoint -> all.add(oracle.knowledge(endpoint)));
    Claim claim = new Claim(node.incarnation(), machine, stable.origin());
    for (long number = claimed.getOrDefault(claim, 0L) + 1; number <= stable.number(); number++) {
      Optional<Update> update = made.numbered(stable.origin(), machine, number);
      if (update.isEmpty()) {
        violations.add("I21", node.incarnation() + " calls update " + number + " stable: no such");
        return;
      }
      for (Knowledge member : all) {
        if (!holds(member, update.get())) {
          violations.about(update.get().key(), member.incarnation(), Violations.NO_OP);
          violations.add(
              "I21",
              node.incarnation()
                  + " calls update "
                  + number
                  + " stable, which "
                  + member.incarnation()
                  + " does not hold: "
                  + update.get());
        }
      }
    }
    claimed.merge(claim, stable.number(), Math::max);
  }

  private static boolean holds(Knowledge member, Update update) {
    if (member.hasSeen(update) || member.epoch(update.key()) > update.epoch()) {
      return true;
    }
    Knowledge.@Nullable Shown shown = member.shown(update.key());
    if (shown == null || shown.epoch() < update.epoch()) {
      return update.delta().isBottom() && !update.isDelete();
    }
    return changesNothing(shown.state(), update.delta());
  }

  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> boolean changesNothing(Crdt<?> state, Crdt<?> delta) {
    return ((S) state).join((S) delta).equals(state);
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    for (Inspection node : nodes) {
      for (OriginStatus said : node.status().origins()) {
        ReplicaId origin = new ReplicaId(Long.parseUnsignedLong(said.incarnation(), 16));
        if (said.stable() > sum(found, origin) || said.held() > sum(last, origin)) {
          violations.add("I21", node.incarnation() + " says more than anybody knows: " + said);
        }
      }
    }
  }

  private static long sum(Map<ReplicaId, Map<Integer, Long>> numbers, ReplicaId id) {
    return numbers.getOrDefault(id, Map.of()).values().stream().mapToLong(n -> n).sum();
  }
}
