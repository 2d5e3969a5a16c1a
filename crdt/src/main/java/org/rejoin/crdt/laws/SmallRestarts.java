package org.rejoin.crdt.laws;

import java.util.List;
import java.util.Optional;
import org.rejoin.crdt.Editable;

/**
 * Every way in which a replica can lose its state, or get back an old one, and go on under its old
 * id: it has some of the edits, but not all its own. Once it hears of what it lost it has to notice
 * ({@link org.rejoin.crdt.Crdt#showsReuseOf}), or its next edit has to be refused, or to do no
 * harm: all of it and all that was lost counts, by the specification. And a replica that has all it
 * made must never be alarmed.
 *
 * <p>An edit that it makes before it hears of anything takes dots that are taken, and nobody can
 * mend that; so whoever embeds a type asks its peers first. A restart under a new id needs no care:
 * it is one replica more. Not thread-safe.
 */
final class SmallRestarts<S extends Editable<S, E>, E, O> {
  private final ReachedStates<S> states;
  private final SmallEdits<S, E, O> edits;
  private final Meaning<S, O, ?> meaning;
  private final SmallHistory<O> history;

  SmallRestarts(
      ReachedStates<S> states,
      SmallEdits<S, E, O> edits,
      Meaning<S, O, ?> meaning,
      SmallHistory<O> history) {
    this.states = states;
    this.edits = edits;
    this.meaning = meaning;
    this.history = history;
  }

  /** Looks at all restarts in the history at hand; how many there are. */
  long check() {
    long restarts = 0;
    for (int replica = 0; replica < SmallHistory.REPLICAS.size(); replica++) {
      int own = history.own(replica);
      for (int kept = 0; kept <= history.all() && own != 0; kept++) {
        if ((own & ~kept) == 0) {
          checkCalm(replica, kept);
        } else {
          restarts++;
          restart(replica, kept, own & ~kept);
        }
      }
    }
    return restarts;
  }

  private void checkCalm(int replica, int kept) {
    for (int set = 0; set <= history.all(); set++) {
      int there = set;
      history.special(
          () -> SmallHistory.name(replica) + " lost nothing and gets " + SmallHistory.names(there));
      states.holds(
          Law.IDENTITY,
          "who has all it made is not told that its id is used twice",
          List.of(states.get(history.reached(kept)), states.get(history.reached(set))),
          !states.alarms(history.reached(kept), history.reached(set), replica));
    }
  }

  private void restart(int replica, int kept, int lost) {
    history.special(
        () ->
            SmallHistory.name(replica)
                + " loses its state, has got "
                + SmallHistory.names(kept)
                + ", and goes on under its old id");
    for (int set = 0; set <= history.all(); set++) {
      if ((set & lost) != 0
          && !states.alarms(history.reached(kept), history.reached(set), replica)) {
        expectHarmless(replica, kept, kept | set);
      }
    }
  }

  /** Edits where the losses are not known count, beside all of {@code set}. */
  private void expectHarmless(int replica, int kept, int set) {
    long stamp = history.clock(replica) + 1;
    int before = history.reached(kept);
    for (List<O> ops : edits.choices()) {
      Optional<SmallEdits.Made> made = edits.attempt(before, replica, stamp, ops);
      if (made.isPresent()) {
        S all = joined(history.reached(set), made.get().delta());
        meaning.add(SmallHistory.REPLICAS.get(replica), stamp, ops, kept);
        states.check(Law.IDENTITY, trial -> meaning.check(all, set | 1 << history.size(), trial));
        meaning.removeLast();
      }
    }
  }

  /** Without the laws of joins, which say nothing of dots that are taken twice. */
  private S joined(int left, int right) {
    S here = states.get(left);
    S there = states.get(right);
    return states.call(Law.IDENTITY, "a join", List.of(here, there), () -> here.join(there));
  }
}
