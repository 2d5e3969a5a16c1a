package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.Change;
import org.rejoin.crdt.Crdt;

/**
 * The subscriptions of one group. What happens to a key within one notification interval is
 * delivered as one change; when many keys wait, they are delivered early.
 */
final class Watches {
  private static final int MAX_WAITING = 10_000;

  private final Turn turn;
  private final Map<Long, Input.Watch> subscriptions = new TreeMap<>();
  private final Map<Target, Change<?>> waiting = new LinkedHashMap<>();
  private Alarms.@Nullable Alarm alarm;

  private record Target(long subscription, KeyRef key) {}

  Watches(Turn turn) {
    this.turn = turn;
  }

  void add(Input.Watch watch) {
    subscriptions.put(watch.subscription(), watch);
  }

  void remove(long subscription) {
    subscriptions.remove(subscription);
    waiting.keySet().removeIf(target -> target.subscription() == subscription);
  }

  /** The state at the time of subscribing, at once. */
  void load(long subscription, Change<?> change) {
    turn.notify(new Effect.Notify(subscription, change));
  }

  /** A key changed. */
  <S extends Crdt<S>> void changed(KeyRef key, Change<S> change) {
    for (Input.Watch watch : List.copyOf(subscriptions.values())) {
      if (watch.keyspace().equals(key.keyspace()) && matches(watch.key(), key)) {
        waiting.merge(new Target(watch.subscription(), key), change, Watches::<S>merge);
      }
    }
    if (waiting.size() >= MAX_WAITING) {
      deliver();
    } else if (!waiting.isEmpty() && alarm == null) {
      alarm = turn.after(turn.config().intervals().notification(), this::deliver);
    }
  }

  private void deliver() {
    if (alarm != null) {
      turn.cancel(alarm);
      alarm = null;
    }
    List<Map.Entry<Target, Change<?>>> all = new ArrayList<>(waiting.entrySet());
    waiting.clear();
    for (Map.Entry<Target, Change<?>> one : all) {
      turn.notify(new Effect.Notify(one.getKey().subscription(), one.getValue()));
    }
  }

  private static boolean matches(Optional<KeyRef> wanted, KeyRef key) {
    return wanted.isEmpty() || wanted.get().equals(key);
  }

  /** Both are changes of one key, and so of one type. */
  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> Change<?> merge(Change<?> earlier, Change<?> later) {
    return ((Change<S>) earlier).then((Change<S>) later);
  }
}
