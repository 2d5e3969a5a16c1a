package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;

/** {@link Law#DELTAS}. */
record DeltaLaws<S extends Editable<S, E>, E>(
    Subject<S, E> subject, History<S, E> history, SeededRandom random, Trial<S> trial) {
  private static final int DELIVERIES = 5;

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void check() {
    for (History.Change<S> change : history.changes()) {
      checkEdit(change);
    }
    S all = subject.type().bottom();
    for (History.Change<S> change : history.changes()) {
      all = all.join(change.delta());
    }
    S expected = all;
    for (int i = 0; i < DELIVERIES; i++) {
      List<S> messages = delivery();
      trial.same(
          "the order, repetition and grouping of deltas and states do not matter",
          messages,
          () -> joined(messages),
          () -> expected);
    }
  }

  private void checkEdit(History.Change<S> change) {
    S before = change.before();
    S after = change.after();
    List<S> values = List.of(before, change.delta());
    trial.same(
        "an edit is the join with its delta",
        values,
        () -> before.join(change.delta()),
        () -> after);
    trial.holds(
        "a delta is bottom exactly when nothing changed",
        values,
        () -> change.delta().isBottom() == Trial.sameBytes(before, after));
    trial.same("an edit only adds knowledge", values, () -> after.join(before), () -> after);
    byte[] bytes = before.toBytes();
    trial.holds("an edit that throws passes the exception on", values, () -> throwsThrough(change));
    trial.holds(
        "an edit leaves the old state as it was",
        values,
        () -> Arrays.equals(bytes, before.toBytes()));
    Edited<S> again = history.repeat(change, editor -> {});
    trial.same("an edit made again gives the same state", values, again::state, () -> after);
    trial.same("an edit made again gives the same delta", values, again::delta, change::delta);
  }

  private boolean throwsThrough(History.Change<S> change) {
    Interrupted thrown = new Interrupted();
    try {
      history.repeat(
          change,
          editor -> {
            throw thrown;
          });
      return false;
    } catch (Interrupted e) {
      return e == thrown;
    }
  }

  /** All deltas in another order, some split into their parts, some twice, states between them. */
  private List<S> delivery() {
    List<S> messages = new ArrayList<>();
    for (History.Change<S> change : history.changes()) {
      S delta = change.delta();
      if (random.chance(30)) {
        delta.decompose().forEach(messages::add);
      } else {
        messages.add(delta);
      }
      if (random.chance(20)) {
        messages.add(delta);
      }
      if (random.chance(20)) {
        messages.add(random.pick(history.states()));
      }
    }
    return random.shuffled(messages);
  }

  /** Joins neighbours into groups first, at random. */
  private S joined(List<S> messages) {
    SeededRandom grouping = random.fork(messages.size());
    S state = subject.type().bottom();
    S group = subject.type().bottom();
    for (S message : messages) {
      group = group.join(message);
      if (grouping.chance(60)) {
        state = state.join(group);
        group = subject.type().bottom();
      }
    }
    return state.join(group);
  }
}
