package org.rejoin.simulations.cuts;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.stability.Answer;
import org.rejoin.crdt.stability.Ceiling;
import org.rejoin.crdt.stability.Cut;
import org.rejoin.crdt.stability.CutId;
import org.rejoin.crdt.stability.CutMember;
import org.rejoin.crdt.stability.CutProposer;
import org.rejoin.crdt.stability.Seal;
import org.rejoin.crdt.stability.StableDots;

/**
 * How the members of a {@link CutWorld} come to a cut: the lowest id proposes what its own state
 * shows that could go, asks, sweeps, calls, sweeps and decides.
 */
final class Deciding {
  private final CutWorld world;
  private final CutRules rules;
  private final Map<Cut, ReplicaId> told = new LinkedHashMap<>();
  private final Map<CutId, Set<Integer>> named = new HashMap<>();

  Deciding(CutWorld world, CutRules rules) {
    this.world = world;
    this.rules = rules;
  }

  /** The lowest member goes on with its proposal, as far as {@code other} lets it. */
  void goOn(Member lowest, Member other, boolean again) {
    CutProposer proposer = lowest.proposer;
    if (proposer == null || again) {
      propose(lowest);
    } else if (proposer.isDecided()) {
      world.count("cuts decided", 1);
      adopt(lowest, proposer.cut());
    } else if (proposer.required().contains(other.id())) {
      if (!proposer.answered().contains(other.id())) {
        answer(lowest, other, proposer);
      } else if (proposer.isAnswered()) {
        confirm(lowest, other, proposer);
      }
    }
    for (Cut decided : List.copyOf(told.keySet())) {
      if (tellers(decided, other).anyMatch(id -> other.part.mayAdopt(decided.id(), id))) {
        adopt(other, decided);
      }
    }
  }

  /** Who adopted it first, however late that comes; and all who hold it, copies too. */
  private Stream<ReplicaId> tellers(Cut decided, Member to) {
    Stream<ReplicaId> holders =
        world.reachedBy(to).filter(m -> m.part.at().equals(decided.id())).map(Member::id);
    return Stream.concat(Stream.ofNullable(told.get(decided)), holders);
  }

  private void propose(Member lowest) {
    List<Seal> seals =
        world.endedFor(lowest).stream().map(end -> new Seal(end, null, Ceiling.NONE)).toList();
    SortedMap<Bytes, StableDots> dots = new TreeMap<>();
    SortedMap<Bytes, Long> epochs = new TreeMap<>();
    Set<Integer> edits = new TreeSet<>();
    if (seals.isEmpty()) {
      for (Cell<?, ?> cell : lowest.cells) {
        long epoch = cell.state().epoch();
        if (!cell.tombstones().isEmpty()) {
          edits.addAll(cell.removals(lowest.settled));
          dots.put(cell.name(), new StableDots(epoch, cell.tombstones()));
        }
        if (epoch > 0) {
          epochs.put(cell.name(), epoch);
        }
      }
    }
    if (!seals.isEmpty() || !dots.isEmpty() || !epochs.isEmpty()) {
      CutProposer proposer = CutProposer.begin(lowest.part, ++lowest.attempts, epochs, dots, seals);
      if (lowest.part.mayAnswer(proposer.cut())) {
        lowest.proposer = proposer;
        named.put(proposer.cut().id(), edits);
      }
    }
  }

  private void answer(Member lowest, Member other, CutProposer proposer) {
    Cut cut = proposer.cut();
    boolean holds = other.cells.stream().allMatch(cell -> cell.holds(cut));
    if (!other.part.mayAnswer(cut) || !rules.mayAnswer(cut, holds) || isBehind(cut, other)) {
      return;
    }
    CutMember answered = other.part.answered(cut);
    other.part = answered;
    lowest.part = lowest.part.counting(proposer);
    if (!rules.exchanges(cut) || world.exchange(lowest, other)) {
      Answer answer = other.part.answer(cut.id(), new TreeMap<>());
      lowest.proposer = proposer.answered(answer);
    }
  }

  /** Who cannot take a key knows nothing of it. */
  private boolean isBehind(Cut cut, Member other) {
    return rules.exchanges(cut) && other.hole != Member.NO_HOLE;
  }

  private void confirm(Member lowest, Member other, CutProposer proposer) {
    Cut cut = proposer.cut();
    boolean first = lowest.part.confirmed().contains(cut.id()) || other == lowest;
    if (!first || isBehind(cut, other) || !other.part.mayConfirm(cut.id())) {
      return;
    }
    if (rules.exchanges(cut) && !world.exchange(other, lowest)) {
      return;
    }
    if (rules.mayConfirm(cut, other.cells.stream().allMatch(cell -> cell.mayForget(cut)))) {
      other.part = other.part.confirmed(cut.id());
      lowest.proposer = proposer.confirmed(other.part.answer(cut.id(), new TreeMap<>()));
    }
  }

  private void adopt(Member member, Cut cut) {
    member.settled.addAll(named.getOrDefault(cut.id(), Set.of()));
    world.beforeAdoption(member, cut);
    member.adopt(cut);
    told.putIfAbsent(cut, member.id());
    world.judge(member);
  }
}
