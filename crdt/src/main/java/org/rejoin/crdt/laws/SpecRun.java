package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;

/**
 * {@link Law#SPEC}: runs a type and its specification side by side. Three replicas edit and get
 * each other's deltas and states in any order, some never; after each step the value has to be that
 * of the specification.
 */
final class SpecRun<S extends Editable<S, E>, E, O, V> {
  /** A delta or a state, and the events in it. */
  private record Message<S>(S part, Set<Dot> holds) {}

  private static final class Replica<S> {
    private final ReplicaId id;
    private final Set<Dot> known = new TreeSet<>();
    private S state;
    private long clock;
    private long made;

    private Replica(ReplicaId id, S state, long clock) {
      this.id = id;
      this.state = state;
      this.clock = clock;
    }
  }

  private final Spec<O, V> spec;
  private final SpecBinding<S, E, O, V> binding;
  private final SeededRandom random;
  private final Map<Dot, SpecEvent<O>> events = new TreeMap<>();
  private final List<Message<S>> messages = new ArrayList<>();
  private final List<Replica<S>> replicas = new ArrayList<>();
  private final Trial<S> trial;

  SpecRun(
      CrdtType<S> type,
      Spec<O, V> spec,
      SpecBinding<S, E, O, V> binding,
      SeededRandom random,
      Trial<S> trial) {
    this.spec = spec;
    this.binding = binding;
    this.random = random;
    this.trial = trial;
    for (int i = 0; i < 3; i++) {
      replicas.add(new Replica<>(new ReplicaId(random.nextLong()), type.bottom(), random.below(4)));
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      Replica<S> replica = random.pick(replicas);
      if (messages.isEmpty() || random.chance(50)) {
        edit(replica);
      } else {
        receive(replica, random.pick(messages));
      }
      compare(replica);
    }
    Replica<S> last = random.pick(replicas);
    random.shuffled(messages).forEach(message -> receive(last, message));
    compare(last);
  }

  private void edit(Replica<S> replica) {
    replica.clock += 1 + random.below(2);
    List<O> ops = new ArrayList<>();
    for (int i = random.below(3); i >= 0; i--) {
      ops.add(binding.randomOp(random));
    }
    Origin origin = new Origin(replica.id, Hlc.ofMillis(replica.clock));
    Edited<S> edited =
        replica.state.edit(origin, editor -> ops.forEach(op -> binding.apply(editor, op)));
    Set<Dot> mine = new TreeSet<>();
    for (O op : ops) {
      Set<Dot> replaced =
          unreplaced(replica.known).stream()
              .filter(write -> spec.replaces(op, write.op()))
              .map(SpecEvent::id)
              .collect(Collectors.toCollection(TreeSet::new));
      Dot id = new Dot(replica.id, ++replica.made);
      events.put(
          id, new SpecEvent<>(id, replica.clock, op, new TreeSet<>(replica.known), replaced));
      mine.add(id);
      replica.known.add(id);
    }
    replica.state = edited.state();
    messages.add(new Message<>(edited.delta(), mine));
    messages.add(new Message<>(replica.state, new TreeSet<>(replica.known)));
  }

  private void receive(Replica<S> replica, Message<S> message) {
    replica.state = replica.state.join(message.part());
    replica.known.addAll(message.holds());
  }

  private void compare(Replica<S> replica) {
    if (!spec.cumulative()) {
      expect(replica, "as replaced at their origins", unreplaced(replica.known));
    }
    if (isClosed(replica.known)) {
      expect(replica, "with all their causes", unseen(replica.known));
    }
  }

  private void expect(Replica<S> replica, String how, List<SpecEvent<O>> writes) {
    S state = replica.state;
    V expected = spec.value(writes);
    trial.holds(
        "the value after " + known(replica) + ", " + how + ", is " + expected,
        List.of(state),
        () -> binding.observe(state).equals(expected));
  }

  private List<SpecEvent<O>> known(Replica<S> replica) {
    return all(replica.known);
  }

  private List<SpecEvent<O>> all(Set<Dot> known) {
    return known.stream().map(this::event).toList();
  }

  private SpecEvent<O> event(Dot id) {
    SpecEvent<O> event = events.get(id);
    if (event == null) {
      throw new IllegalStateException("no event " + id);
    }
    return event;
  }

  /** Writes that no known event took effect on at its origin. Holds in any state. */
  private List<SpecEvent<O>> unreplaced(Set<Dot> known) {
    List<SpecEvent<O>> all = all(known);
    return all.stream()
        .filter(write -> spec.writes(write.op()))
        .filter(write -> all.stream().noneMatch(o -> o.replaced().contains(write.id())))
        .toList();
  }

  /** Writes that no known event saw and replaces. The same where all causes are known. */
  private List<SpecEvent<O>> unseen(Set<Dot> known) {
    List<SpecEvent<O>> all = all(known);
    return all.stream()
        .filter(write -> spec.writes(write.op()))
        .filter(
            write ->
                all.stream()
                    .noneMatch(
                        o -> o.saw().contains(write.id()) && spec.replaces(o.op(), write.op())))
        .toList();
  }

  private boolean isClosed(Set<Dot> known) {
    return known.stream().allMatch(id -> known.containsAll(event(id).saw()));
  }
}
