package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;

/**
 * Three replicas that edit and exchange what they have. Each step has a stream of chance of its
 * own, so that any steps of a failing history can be left out.
 *
 * <p>Stamps of one replica ascend, as a hybrid clock's do, but replicas do not follow each other's
 * clocks: ties and later writers with earlier stamps are frequent.
 */
final class History<S extends Editable<S, E>, E> {
  private static final int REPLICAS = 3;

  /** Beyond the purposes that the laws draw for. */
  private static final long FIRST_STEP = 1000;

  /** One edit; {@code draws} repeats it. */
  record Change<S>(Origin origin, S before, S seen, SeededRandom draws, S after, S delta) {}

  private static final class Replica<S> {
    private final char name;
    private ReplicaId id;
    private S state;
    private long clock;

    private Replica(char name, ReplicaId id, S state, long clock) {
      this.name = name;
      this.id = id;
      this.state = state;
      this.clock = clock;
    }
  }

  private final Subject<S, E> subject;
  private final SeededRandom seeded;
  private final Consumer<S> onState;
  private final List<Replica<S>> replicas = new ArrayList<>();
  private final List<S> states = new ArrayList<>();
  private final List<Change<S>> changes = new ArrayList<>();
  private final List<Supplier<String>> story = new ArrayList<>();
  private SeededRandom random;

  History(Subject<S, E> subject, SeededRandom random, Consumer<S> onState) {
    this.subject = subject;
    this.seeded = random;
    this.random = random;
    this.onState = onState;
    states.add(subject.type().bottom());
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(
          new Replica<>(
              (char) ('A' + i),
              new ReplicaId(random.nextLong()),
              subject.type().bottom(),
              random.below(4)));
    }
  }

  /** Makes these steps; the number of a step decides what it is. */
  void run(List<Integer> steps) {
    for (int step : steps) {
      random = seeded.fork(FIRST_STEP + step);
      step();
    }
  }

  /** What happened, a line a step. */
  List<String> story() {
    return story.stream().map(Supplier::get).toList();
  }

  List<Change<S>> changes() {
    return changes;
  }

  /** Everything any replica ever held, from bottom on. */
  List<S> states() {
    return states;
  }

  /** States and deltas. */
  List<S> pool() {
    List<S> pool = new ArrayList<>(states);
    changes.forEach(change -> pool.add(change.delta()));
    return pool;
  }

  /** Runs {@code change} again on its old state. */
  Edited<S> repeat(Change<S> change, Consumer<E> afterwards) {
    SeededRandom draws = change.draws().fork(0);
    return change
        .before()
        .edit(
            change.origin(),
            editor -> {
              subject.edit().apply(editor, change.seen(), draws);
              afterwards.accept(editor);
            });
  }

  private void step() {
    Replica<S> replica = random.pick(replicas);
    int kind = changes.isEmpty() ? 0 : random.below(100);
    if (kind < 50) {
      edit(replica);
    } else if (kind < 65) {
      receive(replica, delta());
    } else if (kind < 78) {
      receive(replica, random.pick(states));
    } else if (kind < 86) {
      receive(replica, delta().join(delta()).join(delta()));
    } else if (kind < 92) {
      receive(replica, random.pick(replicas).state.deltaSince(replica.state.summary()));
    } else if (kind < 97) {
      List<S> parts = delta().decompose().toList();
      receive(replica, parts.isEmpty() ? subject.type().bottom() : random.pick(parts));
    } else {
      replica.id = new ReplicaId(random.nextLong());
      replica.state = subject.type().bottom();
      story.add(() -> replica.name + " starts anew, without its state, under another id");
    }
  }

  private S delta() {
    return random.pick(changes).delta();
  }

  private void edit(Replica<S> replica) {
    replica.clock += 1 + random.below(2);
    Origin origin = new Origin(replica.id, Hlc.ofMillis(replica.clock));
    S seen = random.chance(50) ? replica.state : random.pick(states);
    SeededRandom draws = random.fork(1);
    SeededRandom fresh = draws.fork(0);
    Edited<S> edited =
        replica.state.edit(origin, editor -> subject.edit().apply(editor, seen, fresh));
    changes.add(new Change<>(origin, replica.state, seen, draws, edited.state(), edited.delta()));
    onState.accept(edited.delta());
    story.add(
        () -> replica.name + " edits at " + origin.stamp() + ": " + Trial.text(edited.delta()));
    hold(replica, edited.state());
  }

  private void receive(Replica<S> replica, S part) {
    story.add(() -> replica.name + " gets " + Trial.text(part));
    hold(replica, replica.state.join(part));
  }

  private void hold(Replica<S> replica, S state) {
    replica.state = state;
    states.add(state);
    onState.accept(state);
  }
}
