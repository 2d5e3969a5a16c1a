package org.rejoin.crdt.spec;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.rejoin.crdt.laws.SeededRandom;

/**
 * Runs a type and its model side by side: three replicas edit and get each other's deltas and
 * states in any order, some never; after each step the value has to be that of the model.
 */
final class SpecRun<S extends Editable<S, E>, E, O, V> {
  private static final int STEPS = 40;

  /** A delta or a state, and the events in it. */
  private record Message<S>(S part, Set<Dot> holds) {}

  private static final class Replica<S> {
    private ReplicaId id;
    private S state;
    private Set<Dot> known = new TreeSet<>();
    private long clock;
    private long made;
  }

  private final CrdtType<S> type;
  private final Model<O, V> model;
  private final Binding<S, E, O, V> binding;
  private final long seed;
  private final SeededRandom random;
  private final Map<Dot, Event<O>> events = new TreeMap<>();
  private final List<Message<S>> messages = new ArrayList<>();
  private final List<Replica<S>> replicas = new ArrayList<>();

  SpecRun(CrdtType<S> type, Model<O, V> model, Binding<S, E, O, V> binding, long seed) {
    this.type = type;
    this.model = model;
    this.binding = binding;
    this.seed = seed;
    this.random = new SeededRandom(seed);
  }

  void run() {
    for (int i = 0; i < 3; i++) {
      Replica<S> replica = new Replica<>();
      replica.id = new ReplicaId(random.nextLong());
      replica.state = type.bottom();
      replica.clock = random.below(4);
      replicas.add(replica);
    }
    for (int i = 0; i < STEPS; i++) {
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
              .filter(write -> model.replaces(op, write.op()))
              .map(Event::id)
              .collect(Collectors.toCollection(TreeSet::new));
      Dot id = new Dot(replica.id, ++replica.made);
      events.put(id, new Event<>(id, replica.clock, op, new TreeSet<>(replica.known), replaced));
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
    V value = model.cumulative() ? null : binding.observe(replica.state);
    if (value != null) {
      assertThat(value)
          .as("seed %d, after %s, state %s", seed, known(replica), replica.state)
          .isEqualTo(model.value(unreplaced(replica.known)));
    }
    if (isClosed(replica.known)) {
      assertThat(binding.observe(replica.state))
          .as("seed %d, closed, after %s, state %s", seed, known(replica), replica.state)
          .isEqualTo(model.value(unseen(replica.known)));
    }
  }

  private List<Event<O>> known(Replica<S> replica) {
    return replica.known.stream().map(events::get).toList();
  }

  /** Writes that no known event took effect on at its origin. Holds in any state. */
  private List<Event<O>> unreplaced(Set<Dot> known) {
    return known.stream()
        .map(events::get)
        .filter(write -> model.writes(write.op()))
        .filter(
            write -> known.stream().noneMatch(o -> events.get(o).replaced().contains(write.id())))
        .toList();
  }

  /** Writes that no known event saw and replaces. The same where all causes are known. */
  private List<Event<O>> unseen(Set<Dot> known) {
    return known.stream()
        .map(events::get)
        .filter(write -> model.writes(write.op()))
        .filter(
            write ->
                known.stream()
                    .map(events::get)
                    .noneMatch(
                        o -> o.saw().contains(write.id()) && model.replaces(o.op(), write.op())))
        .toList();
  }

  private boolean isClosed(Set<Dot> known) {
    return known.stream().allMatch(id -> known.containsAll(events.get(id).saw()));
  }
}
