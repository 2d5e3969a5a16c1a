package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/**
 * Replicas of several keys with real states, driven by chance: edits, deltas late, lost and
 * repeated, keys repaired one by one, keys that a replica cannot take for a while, crashes, empty
 * newcomers, and cuts all the time.
 */
final class Cluster {
  /** A delta under way. */
  private record Sent(Replica from, CutId at, int key, ReplicatedCell<?, ?> delta) {}

  /** One incarnation. */
  private static final class Replica {
    CutMember part;
    Sealed sealed = Sealed.none();
    List<ReplicatedCell<?, ?>> cells = new ArrayList<>();
    int hole = -1;
    int attempts;
    @Nullable CutProposer proposer;

    Replica(CutMember part) {
      this.part = part;
    }

    ReplicaId id() {
      return part.self();
    }

    Replica copy(ReplicaId self) {
      Replica copy = new Replica(CutMember.copyOf(part, self));
      copy.sealed = sealed;
      copy.cells.addAll(cells);
      copy.hole = hole;
      return copy;
    }
  }

  private final SeededRandom random;
  private final int keys;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<Replica> gone = new ArrayList<>();
  private final Map<Cut, List<ReplicaId>> told = new LinkedHashMap<>();
  private List<Sent> sent = new ArrayList<>();
  private long nextId = 1;
  private long clock;
  private int decided;
  private int settledDots;
  private int readmitted;

  Cluster(int members, List<Subject<?, ?>> subjects, long seed) {
    random = new SeededRandom(seed);
    keys = subjects.size();
    for (int i = 0; i < members; i++) {
      Replica replica = new Replica(CutMember.founder(new ReplicaId(nextId++)));
      subjects.forEach(subject -> replica.cells.add(ReplicatedCell.empty(subject)));
      replicas.add(replica);
    }
    for (Replica one : replicas) {
      replicas.forEach(other -> one.part = one.part.meets(other.id()));
    }
  }

  int decided() {
    return decided;
  }

  int readmitted() {
    return readmitted;
  }

  int settledDots() {
    return settledDots;
  }

  void step() {
    Replica here = random.pick(replicas);
    int kind = random.below(100);
    if (kind < 30) {
      edit(here, random.below(keys));
    } else if (kind < 45 && !sent.isEmpty()) {
      deliver(here, random.pick(sent));
    } else if (kind < 55) {
      pull(here, random.pick(replicas), random.below(keys));
    } else if (kind < 58) {
      here.hole = random.chance(70) ? -1 : random.below(keys);
    } else if (kind < 60) {
      arrive();
    } else {
      decide(here);
    }
    for (Replica replica : replicas) {
      replica.cells.forEach(ReplicatedCell::expectSameValue);
    }
  }

  private void arrive() {
    Replica host = random.pick(replicas);
    if (replicas.size() < 5 && host.hole < 0 && random.chance(30)) {
      Replica fresh = host.copy(new ReplicaId(nextId++));
      host.part = host.part.meets(fresh.id());
      replicas.add(fresh);
    } else if (gone.isEmpty() && random.chance(50)) {
      gone.add(host);
      replicas.remove(host);
      sent.removeIf(message -> message.from == host && random.chance(50));
      replicas.add(host.copy(new ReplicaId(nextId++)));
    }
  }

  private void edit(Replica here, int key) {
    if (here.hole != key) {
      Origin origin = new Origin(here.id(), Hlc.ofMillis(++clock));
      var both = here.cells.get(key).edited(origin, random.nextLong(), here.sealed);
      here.cells.set(key, both.get(0));
      sent.add(new Sent(here, here.part.at(), key, both.get(1)));
    }
  }

  private void deliver(Replica here, Sent message) {
    CutMember part = here.part;
    boolean joins = part.dealing(message.from.id(), message.at) == Dealing.JOIN;
    if (joins && here != message.from && here.hole != message.key) {
      here.part = part.meets(message.from.id());
      join(here, message.key, message.delta, false);
    }
    if (random.chance(20)) {
      sent.remove(message);
    }
  }

  private static void join(Replica here, int key, ReplicatedCell<?, ?> other, boolean whole) {
    here.cells.set(key, here.cells.get(key).joined(other, here.sealed, whole));
  }

  /** Whether {@code here} took the key over, if it lacked anything of it. */
  private static boolean pull(Replica here, Replica from, int key) {
    boolean deal =
        here.part.dealing(from.id(), from.part.at()) == Dealing.JOIN
            && from.part.dealing(here.id(), here.part.at()) == Dealing.JOIN;
    if (here == from || (deal && here.hole != key && from.hole != key)) {
      here.part = here.part.meets(from.id());
      from.part = from.part.meets(here.id());
      join(here, key, from.cells.get(key), true);
      return true;
    }
    return false;
  }

  private boolean exchange(Replica here, Replica from) {
    boolean all = true;
    for (int key = 0; key < keys; key++) {
      all &= pull(here, from, key);
    }
    return all;
  }

  /** The lowest replica goes on with its proposal, as far as the others let it. */
  private void decide(Replica other) {
    Replica lowest = replicas.stream().min((a, b) -> a.id().compareTo(b.id())).orElseThrow();
    CutProposer proposer = lowest.proposer;
    if (proposer == null || random.chance(5)) {
      propose(lowest);
    } else if (proposer.isDecided()) {
      decided++;
      adopt(lowest, proposer.cut());
      replicas.forEach(replica -> replica.cells.forEach(ReplicatedCell::expectSameValue));
    } else if (!proposer.required().contains(other.id())) {
      return;
    } else if (!proposer.answered().contains(other.id())) {
      answer(lowest, other, proposer);
    } else if (proposer.isAnswered()) {
      confirm(lowest, other, proposer);
    }
    told.forEach(
        (cut, tellers) -> {
          if (tellers.stream().anyMatch(from -> other.part.mayAdopt(cut.id(), from))) {
            adopt(other, cut);
          }
        });
    if (isToldToStartAnew(other, lowest)) {
      readmit(other, lowest);
    } else if (isToldToStartAnew(lowest, other)) {
      readmit(lowest, other);
    }
  }

  private static boolean isToldToStartAnew(Replica behind, Replica by) {
    return behind.part.at().number() < by.part.at().number()
        && by.hole < 0
        && behind.part.dealing(by.id(), by.part.at()) == Dealing.READMIT;
  }

  /** Starts again as a copy; nobody replays what only it had. */
  private void readmit(Replica behind, Replica host) {
    readmitted++;
    gone.add(behind);
    replicas.remove(behind);
    sent.removeIf(message -> message.from == behind);
    Replica fresh = host.copy(new ReplicaId(nextId++));
    host.part = host.part.meets(fresh.id());
    replicas.add(fresh);
  }

  private void propose(Replica lowest) {
    List<Seal> seals = gone.stream().map(end -> new Seal(end.id(), null, Ceiling.NONE)).toList();
    TreeMap<Bytes, StableDots> dots = new TreeMap<>();
    for (int key = 0; key < keys && seals.isEmpty(); key++) {
      List<Dot> stones = lowest.cells.get(key).tombstones();
      if (!stones.isEmpty()) {
        dots.put(key(key), new StableDots(0, stones));
      }
    }
    if (!seals.isEmpty() || !dots.isEmpty()) {
      CutProposer proposer =
          CutProposer.begin(lowest.part, ++lowest.attempts, new TreeMap<>(), dots, seals);
      if (lowest.part.mayAnswer(proposer.cut())) {
        lowest.proposer = proposer;
      }
    }
  }

  private static Bytes key(int key) {
    return Bytes.wrap(new byte[] {(byte) key});
  }

  private static List<Dot> named(Cut cut, int key) {
    StableDots dots = cut.dots().get(key(key));
    return dots == null ? List.of() : dots.dots();
  }

  private void answer(Replica lowest, Replica other, CutProposer proposer) {
    boolean holds = other.hole < 0 && other.part.mayAnswer(proposer.cut());
    for (int key = 0; key < keys; key++) {
      holds &= other.cells.get(key).hasSeen(named(proposer.cut(), key));
    }
    if (holds) {
      CutMember answered = other.part.answered(proposer.cut());
      other.part = answered;
      lowest.part = lowest.part.counting(proposer);
      if (exchange(lowest, other)) {
        Answer answer = other.part.answer(proposer.cut().id(), new TreeMap<>());
        lowest.proposer = proposer.answered(answer);
      }
    }
  }

  private void confirm(Replica lowest, Replica other, CutProposer proposer) {
    CutId cut = proposer.cut().id();
    boolean first = lowest.part.confirmed().contains(cut) || other == lowest;
    if (!first || other.hole >= 0 || !other.part.mayConfirm(cut) || !exchange(other, lowest)) {
      return;
    }
    for (int key = 0; key < keys; key++) {
      if (!other.cells.get(key).mayForget(named(proposer.cut(), key))) {
        return;
      }
    }
    other.part = other.part.confirmed(cut);
    lowest.proposer = proposer.confirmed(other.part.answer(cut, new TreeMap<>()));
  }

  private void adopt(Replica replica, Cut cut) {
    CutId before = replica.part.at();
    Sealed ended = replica.sealed.plus(cut.sealed().toList());
    for (int key = 0; key < keys; key++) {
      List<Dot> dots = named(cut, key);
      settledDots += dots.size();
      replica.cells.set(key, replica.cells.get(key).settled(dots, ended, true));
    }
    replica.part = replica.part.adopted(cut);
    replica.sealed = ended;
    replica.proposer = null;
    replica.attempts = 0;
    gone.removeIf(end -> ended.contains(end.id()));
    tell(cut, replica.id());
    UnaryOperator<Sent> settle =
        message ->
            message.from == replica && message.at.equals(before)
                ? new Sent(
                    replica,
                    replica.part.at(),
                    message.key,
                    message.delta.settled(named(cut, message.key), ended, false))
                : message;
    sent = new ArrayList<>(sent.stream().map(settle).toList());
  }

  private void tell(Cut cut, ReplicaId by) {
    List<ReplicaId> tellers = new ArrayList<>(told.getOrDefault(cut, List.of()));
    tellers.add(by);
    told.put(cut, tellers);
  }

  private boolean isAtOneCut() {
    CutId first = replicas.get(0).part.at();
    return gone.isEmpty() && replicas.stream().allMatch(replica -> replica.part.at().equals(first));
  }

  /** Nothing more fails: after enough turns all are at one cut and equal. */
  void heal() {
    for (int turn = 0; turn < 400 || (turn < 4000 && !isAtOneCut()); turn++) {
      replicas.forEach(replica -> replica.hole = -1);
      decide(random.pick(replicas));
      exchange(random.pick(replicas), random.pick(replicas));
    }
    replicas.forEach(one -> replicas.forEach(other -> exchange(one, other)));
    replicas.forEach(one -> replicas.forEach(other -> exchange(one, other)));
    assertThat(gone).as("ids that ended are sealed; %s", this).isEmpty();
    for (Replica replica : replicas) {
      assertThat(replica.part.at()).isEqualTo(replicas.get(0).part.at());
      for (int key = 0; key < keys; key++) {
        replica.cells.get(key).expectSameValue();
        assertThat(replica.cells.get(key).state())
            .isEqualTo(replicas.get(0).cells.get(key).state());
      }
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Replica replica : replicas) {
      text.append(replica.part).append(" runs ").append(replica.proposer).append('\n');
    }
    gone.forEach(end -> text.append("gone ").append(end.id()).append('\n'));
    return text.toString();
  }
}
