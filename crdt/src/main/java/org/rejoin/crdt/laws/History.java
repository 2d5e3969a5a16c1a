package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;

/**
 * Three replicas that edit and exchange what they have. A longer history of the same stream begins
 * with the shorter one, so a failing history can be cut.
 *
 * <p>Stamps of one replica ascend, as a hybrid clock's do, but replicas do not follow each other's
 * clocks: ties and later writers with earlier stamps are frequent.
 */
final class History<S extends Editable<S, E>, E> {
  private static final int REPLICAS = 3;

  /** One edit; {@code draws} repeats it. */
  record Change<S>(Origin origin, S before, S seen, SeededRandom draws, S after, S delta) {}

  private static final class Replica<S> {
    private ReplicaId id;
    private S state;
    private long clock;

    private Replica(ReplicaId id, S state, long clock) {
      this.id = id;
      this.state = state;
      this.clock = clock;
    }
  }

  private final Subject<S, E> subject;
  private final SeededRandom random;
  private final Consumer<S> onState;
  private final List<Replica<S>> replicas = new ArrayList<>();
  private final List<S> states = new ArrayList<>();
  private final List<Change<S>> changes = new ArrayList<>();
  private int forks;

  History(Subject<S, E> subject, SeededRandom random, Consumer<S> onState) {
    this.subject = subject;
    this.random = random;
    this.onState = onState;
    states.add(subject.type().bottom());
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(
          new Replica<>(
              new ReplicaId(random.nextLong()), subject.type().bottom(), random.below(4)));
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
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
    }
  }

  private S delta() {
    return random.pick(changes).delta();
  }

  private void edit(Replica<S> replica) {
    replica.clock += 1 + random.below(2);
    Origin origin = new Origin(replica.id, Hlc.ofMillis(replica.clock));
    S seen = random.chance(50) ? replica.state : random.pick(states);
    SeededRandom draws = random.fork(++forks);
    SeededRandom fresh = draws.fork(0);
    Edited<S> edited =
        replica.state.edit(origin, editor -> subject.edit().apply(editor, seen, fresh));
    changes.add(new Change<>(origin, replica.state, seen, draws, edited.state(), edited.delta()));
    onState.accept(edited.delta());
    hold(replica, edited.state());
  }

  private void receive(Replica<S> replica, S part) {
    hold(replica, replica.state.join(part));
  }

  private void hold(Replica<S> replica, S state) {
    replica.state = state;
    states.add(state);
    onState.accept(state);
  }
}
