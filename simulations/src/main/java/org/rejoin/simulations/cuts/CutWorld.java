package org.rejoin.simulations.cuts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.stability.Cut;
import org.rejoin.crdt.stability.CutId;
import org.rejoin.crdt.stability.CutMember;
import org.rejoin.crdt.stability.Dealing;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.workload.Catalog;
import org.rejoin.simulations.world.EventHash;

/**
 * Carries out the operations and faults of a plan over members that hold one key a keyspace and
 * forget by cuts. Between operations chance lets deltas come late, twice or never, keys be
 * exchanged one by one, keys be out of reach for a while, empty newcomers arrive, and proposals go
 * on. A crashed node returns on its disk, or empty. One thread, used once.
 */
final class CutWorld {
  static final long MOVE_NANOS = 10_000_000;
  private static final int MAX_SENT = 400;
  private static final int HEAL_TURNS = 4_000;

  private final Plan plan;
  private final SeededRandom random;
  private final Deciding deciding;
  private final EventHash hash = new EventHash();
  private final List<Member> members = new ArrayList<>();
  private final Map<Integer, Member> down = new TreeMap<>();
  private final List<ReplicaId> ended = new ArrayList<>();
  private final Set<ReplicaId> sealedEver = new TreeSet<>();
  private final Findings findings = new Findings();
  private List<Sent> sent = new ArrayList<>();
  private long nowNanos;
  private long events;
  private long nextId = 1;
  private int numbers;

  /** A delta under way. */
  private record Sent(Member from, CutId at, int key, Cell<?, ?> delta) {}

  CutWorld(Plan plan, CutRules rules) {
    this.plan = plan;
    this.random = new SeededRandom(plan.seed());
    this.deciding = new Deciding(this, rules);
    Catalog catalog = new Catalog(plan.config().keyspaces());
    for (int node = 0; node < plan.config().nodes().size(); node++) {
      Member member = new Member(node, CutMember.founder(newId()));
      for (KeyspacePlan keyspace : plan.config().keyspaces()) {
        Bytes name = Bytes.wrap(keyspace.name().getBytes(StandardCharsets.UTF_8));
        member.cells.add(Cell.empty(name, catalog.family(keyspace.name())));
      }
      members.add(member);
    }
    for (Member one : members) {
      members.forEach(other -> one.part = one.part.meets(other.id()));
    }
  }

  private ReplicaId newId() {
    return new ReplicaId(0x5EA1_0000_0000_0000L + nextId++);
  }

  Findings findings() {
    return findings;
  }

  EventHash hash() {
    return hash;
  }

  long events() {
    return events;
  }

  long nowNanos() {
    return nowNanos;
  }

  void count(String what, long times) {
    findings.count(what, times);
  }

  /** Ids that no node runs under any more and that a member has not seen sealed yet. */
  List<ReplicaId> endedFor(Member member) {
    return ended.stream().filter(id -> !member.sealed.contains(id)).toList();
  }

  void run() {
    int next = 0;
    long end = plan.config().phases().chaosEndNanos();
    for (; nowNanos < end && findings.isClean(); nowNanos += MOVE_NANOS) {
      for (PlannedFault fault : plan.faults()) {
        strike(fault);
      }
      while (next < plan.ops().size() && plan.ops().get(next).atNanos() <= nowNanos) {
        operate(plan.ops().get(next++));
      }
      move();
      members.forEach(this::judge);
    }
    if (findings.isClean()) {
      heal();
    }
  }

  private void happens(int kind, Member here, long what) {
    events++;
    hash.add(kind);
    hash.add(here.id().value());
    hash.add(what);
  }

  private void strike(PlannedFault fault) {
    boolean begins = fault.atNanos() <= nowNanos && fault.atNanos() > nowNanos - MOVE_NANOS;
    boolean ends = fault.untilNanos() <= nowNanos && fault.untilNanos() > nowNanos - MOVE_NANOS;
    if (fault.kind() == FaultKind.CRASH) {
      for (int node : fault.nodes()) {
        if (begins) {
          crash(node);
        } else if (ends) {
          comeBack(node);
        }
      }
    }
  }

  private void crash(int node) {
    List<Member> struck = members.stream().filter(member -> member.node == node).toList();
    if (members.size() > 1 && !struck.isEmpty()) {
      Member member = struck.get(0);
      happens(1, member, node);
      members.remove(member);
      Member before = down.put(node, member);
      if (before != null) {
        ended.add(before.id());
      }
      sent.removeIf(message -> message.from == member && random.chance(50));
    }
  }

  private void comeBack(int node) {
    Member former = down.remove(node);
    if (former != null) {
      boolean onDisk = random.chance(50);
      Member host = onDisk ? former : random.pick(members);
      ended.add(former.id());
      arrive(host, node);
      count(onDisk ? "restarts on the disk" : "restarts without it", 1);
    }
  }

  private void arrive(Member host, int node) {
    Member fresh = host.copy(node, newId());
    happens(2, fresh, host.id().value());
    fresh.hole = Member.NO_HOLE;
    host.part = host.part.meets(fresh.id());
    members.add(fresh);
  }

  private boolean isCut(Member one, Member other) {
    return plan.faults().stream()
        .filter(fault -> fault.kind() == FaultKind.CUT)
        .filter(fault -> fault.atNanos() <= nowNanos && nowNanos < fault.untilNanos())
        .anyMatch(fault -> isBetween(fault, one, other) || isBetween(fault, other, one));
  }

  private static boolean isBetween(PlannedFault fault, Member one, Member other) {
    return fault.nodes().contains(one.node) && fault.others().contains(other.node);
  }

  private void operate(PlannedOp op) {
    List<Member> here = members.stream().filter(member -> member.node == op.node()).toList();
    if (here.isEmpty()) {
      count("failed", 1);
      return;
    }
    Member member = here.get(0);
    int key = keyOf(op);
    if (!member.mayTake(key) || op.op().verb() == Verb.READ) {
      count(op.op().verb() == Verb.READ ? "ok" : "failed", 1);
      return;
    }
    happens(3, member, op.id());
    Cell<?, ?> cell = member.cells.get(key);
    Cell<?, ?> delta;
    if (op.op().verb() == Verb.DELETE) {
      member.cells.set(key, cell.deleted());
      delta = member.cells.get(key);
    } else {
      Origin origin = new Origin(member.id(), Hlc.ofMillis(1 + nowNanos / 1_000_000 + events));
      Cell.Change change = cell.edited(numbers++, origin, op.op(), member.sealed);
      member.cells.set(key, change.cell());
      delta = change.delta();
    }
    count("ok", 1);
    if (sent.size() < MAX_SENT) {
      sent.add(new Sent(member, member.part.at(), key, delta));
    }
  }

  private int keyOf(PlannedOp op) {
    List<KeyspacePlan> keyspaces = plan.config().keyspaces();
    for (int key = 0; key < keyspaces.size(); key++) {
      if (keyspaces.get(key).name().equals(op.op().keyspace())) {
        return key;
      }
    }
    throw new IllegalArgumentException("operation " + op.id() + " names no keyspace: " + op.op());
  }

  private void move() {
    Member here = random.pick(members);
    int kind = random.below(100);
    if (kind < 25 && !sent.isEmpty()) {
      deliver(here, random.pick(sent));
    } else if (kind < 40) {
      take(here, random.pick(members), random.below(here.cells.size()));
    } else if (kind < 43) {
      here.hole = random.chance(70) ? Member.NO_HOLE : random.below(here.cells.size());
    } else if (kind < 44 && members.size() < plan.config().nodes().size() + 2) {
      if (here.hole == Member.NO_HOLE) {
        arrive(here, here.node);
        count("newcomers", 1);
      }
    } else if (kind < 45 && members.stream().anyMatch(m -> m != here && m.node == here.node)) {
      members.remove(here);
      ended.add(here.id());
      count("leavers", 1);
    } else {
      decide(here);
    }
  }

  /** The others that a member can speak with. */
  Stream<Member> reachedBy(Member here) {
    return members.stream().filter(other -> other != here && !isCut(here, other));
  }

  private void deliver(Member here, Sent message) {
    boolean lost = random.below(1000) < 1000 * plan.config().network().loss();
    boolean joins = here.part.dealing(message.from.id(), message.at) == Dealing.JOIN;
    if (joins && here != message.from && here.mayTake(message.key) && !isCut(here, message.from)) {
      if (!lost) {
        happens(4, here, message.key);
        here.part = here.part.meets(message.from.id());
        here.join(message.key, message.delta, false);
      }
    }
    if (random.chance(20)) {
      sent.remove(message);
    }
  }

  /** Whether {@code here} took the key over from {@code from}, if it lacked anything of it. */
  private boolean take(Member here, Member from, int key) {
    if (here == from) {
      return true;
    }
    if (isCut(here, from) || !here.deals(from) || !here.mayTake(key) || !from.mayTake(key)) {
      return false;
    }
    happens(5, here, key);
    here.part = here.part.meets(from.id());
    from.part = from.part.meets(here.id());
    here.join(key, from.cells.get(key), true);
    return true;
  }

  boolean exchange(Member here, Member from) {
    boolean all = true;
    for (int key = 0; key < here.cells.size(); key++) {
      all &= take(here, from, key);
    }
    return all;
  }

  private void decide(Member other) {
    Member lowest = members.stream().min(Comparator.comparing(Member::id)).orElseThrow();
    if (isCut(lowest, other)) {
      return;
    }
    happens(6, other, lowest.part.at().number());
    deciding.goOn(lowest, other, random.chance(5));
    boolean isBehind = other.part.at().number() < lowest.part.at().number();
    Dealing dealing = other.part.dealing(lowest.id(), lowest.part.at());
    if (isBehind && lowest.hole == Member.NO_HOLE && dealing == Dealing.READMIT) {
      count("readmissions", 1);
      ended.add(other.id());
      members.remove(other);
      sent.removeIf(message -> message.from == other);
      arrive(lowest, other.node);
    }
  }

  /** What is under way of a member carries the new cut, but for the sealed dots it removes. */
  void beforeAdoption(Member member, Cut cut) {
    List<Sent> settled = new ArrayList<>();
    Sealed all = member.sealed.plus(cut.sealed().toList());
    for (Sent message : sent) {
      boolean isOwn = message.from == member && message.at.equals(member.part.at());
      settled.add(
          isOwn
              ? new Sent(member, cut.id(), message.key, message.delta.settled(cut, all, false))
              : message);
    }
    sent = settled;
    happens(7, member, cut.id().number());
    count("dots forgotten", cut.dots().values().stream().mapToLong(d -> d.dots().size()).sum());
    count("delete epochs forgotten", cut.epochs().size());
    for (ReplicaId id : cut.sealed().toList()) {
      count("ids sealed", sealedEver.add(id) ? 1 : 0);
    }
  }

  void judge(Member member) {
    for (Cell<?, ?> cell : member.toBeJudged()) {
      Set<Integer> settled = member.settled;
      if (!cell.isRight(settled)) {
        Object expected = cell.expected(settled);
        Spec spec = cell.family().spec();
        violate("I7", member.id() + " shows " + cell + ", not " + expected);
        if (spec.isResurrection(expected, cell.shown(), cell.events(settled))
            || isOlderLife(cell)) {
          violate("I4", "removed or deleted, and back: " + cell);
        }
      }
    }
  }

  /** What shows where nothing was written since the last delete is of a life before. */
  private static boolean isOlderLife(Cell<?, ?> cell) {
    return cell.life() > 0 && cell.seen().isEmpty();
  }

  private void violate(String invariant, String what) {
    findings.violate(nowNanos, invariant, what);
  }

  /** Nothing more fails: after enough turns all are at one cut and equal, and nothing is kept. */
  private void heal() {
    List.copyOf(down.keySet()).forEach(this::comeBack);
    int turn = 0;
    for (; turn < HEAL_TURNS && !(turn % 50 == 0 && isSettled()); turn++) {
      nowNanos += MOVE_NANOS;
      members.forEach(member -> member.hole = Member.NO_HOLE);
      decide(random.pick(members));
      exchange(random.pick(members), random.pick(members));
    }
    count("turns to the end", turn);
    members.forEach(this::judge);
    if (!isSettled()) {
      violate(
          "I2", "not equal, or not at one cut, or not settled, " + turn + " turns after the heal");
      for (Member member : members) {
        findings.say("  " + member.part + " has not seen sealed " + endedFor(member));
      }
    }
    for (Member member : members) {
      for (Cell<?, ?> cell : member.cells) {
        hash.add(EventHash.of(cell.state().state().toBytes()));
        Remains.of(cell, member.sealed.ids()).ifPresent(what -> violate("I15", member.id() + what));
      }
    }
  }

  private boolean isSettled() {
    Member first = members.get(0);
    boolean same = true;
    for (Member member : members) {
      same &= member.part.at().equals(first.part.at()) && endedFor(member).isEmpty();
      for (int key = 0; key < first.cells.size(); key++) {
        Cell<?, ?> cell = member.cells.get(key);
        same &= cell.state().equals(first.cells.get(key).state());
        same &= cell.tombstones().isEmpty() && cell.state().epoch() == 0;
      }
    }
    return same;
  }
}
