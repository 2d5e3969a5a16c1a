package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
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
  private record Message<S>(S part, BitSet holds) {}

  private static final class Replica<S> {
    private final char name;
    private final ReplicaId id;
    private final BitSet known = new BitSet();
    private S state;
    private long clock;
    private long made;

    private Replica(char name, ReplicaId id, S state, long clock) {
      this.name = name;
      this.id = id;
      this.state = state;
      this.clock = clock;
    }
  }

  private final EventLog<O, V> log;
  private final SpecBinding<S, E, O, V> binding;
  private final SeededRandom seeded;
  private final List<Supplier<String>> story = new ArrayList<>();
  private SeededRandom random;
  private final List<Message<S>> messages = new ArrayList<>();
  private final List<Replica<S>> replicas = new ArrayList<>();
  private final Trial<S> trial;

  SpecRun(
      CrdtType<S> type,
      Spec<O, V> spec,
      SpecBinding<S, E, O, V> binding,
      SeededRandom random,
      Trial<S> trial) {
    this.log = new EventLog<>(spec);
    this.binding = binding;
    this.seeded = random;
    this.random = random;
    this.trial = trial;
    for (int i = 0; i < 3; i++) {
      replicas.add(
          new Replica<>(
              (char) ('A' + i), new ReplicaId(random.nextLong()), type.bottom(), random.below(4)));
    }
  }

  /** Makes these steps; the number of a step decides what it is, the last is to deliver all. */
  void run(List<Integer> steps) {
    for (int step : steps) {
      random = seeded.fork(step);
      Replica<S> replica = random.pick(replicas);
      if (step == Laws.STEPS - 1) {
        random.shuffled(messages).forEach(message -> receive(replica, message));
      } else if (messages.isEmpty() || (log.comparesAfter(replica.known) && random.chance(50))) {
        edit(replica);
      } else {
        receive(replica, random.pick(messages));
      }
      compare(replica);
    }
  }

  /** What happened, a line a step. */
  List<String> story() {
    return story.stream().map(Supplier::get).toList();
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
    BitSet mine = new BitSet();
    for (O op : ops) {
      Dot id = new Dot(replica.id, ++replica.made);
      int number = log.add(id, replica.clock, op, replica.known);
      mine.set(number);
      replica.known.set(number);
    }
    replica.state = edited.state();
    story.add(() -> replica.name + " edits at " + origin.stamp() + ": " + ops);
    messages.add(new Message<>(edited.delta(), mine));
    messages.add(new Message<>(replica.state, (BitSet) replica.known.clone()));
  }

  private void receive(Replica<S> replica, Message<S> message) {
    replica.state = replica.state.join(message.part());
    story.add(() -> replica.name + " gets " + Trial.text(message.part()));
    replica.known.or(message.holds());
  }

  private void compare(Replica<S> replica) {
    S state = replica.state;
    for (V expected : log.valuesOf(replica.known)) {
      trial.equal(
          "the value by the specification is",
          List.of(state),
          () -> binding.observe(state),
          expected);
    }
  }
}
