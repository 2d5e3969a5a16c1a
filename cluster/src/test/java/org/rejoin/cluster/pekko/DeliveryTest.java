package org.rejoin.cluster.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;

@DisplayName("The delivery of changes to a listener")
class DeliveryTest {
  private final StoreCounters counters = new StoreCounters();
  private final Queue<Runnable> executor = new ArrayDeque<>();
  private final List<Change<GCounter>> heard = new ArrayList<>();
  private int cancels;
  private GCounter state = GCounter.TYPE.bottom();

  private Delivery<GCounter> delivery(Consumer<Change<GCounter>> listener) {
    return new Delivery<>(listener, () -> cancels++, executor::add, counters);
  }

  private Change<GCounter> increment(String id) {
    GCounter old = state;
    Edited<GCounter> edited =
        state.edit(new Origin(new ReplicaId(7), Hlc.ZERO), edit -> edit.increment(1));
    state = edited.state();
    return new Change<>(
        "k", id, old, state, edited.delta(), Change.Cause.LOCAL, "n1", 0, List.of());
  }

  private void run() {
    for (Runnable work = executor.poll(); work != null; work = executor.poll()) {
      work.run();
    }
  }

  @Test
  void is_in_order_and_one_at_a_time() {
    Delivery<GCounter> delivery = delivery(heard::add);
    Change<GCounter> a = increment("a");
    Change<GCounter> b = increment("b");
    delivery.offer(a);
    delivery.offer(b);
    assertThat(executor).hasSize(1);
    run();
    assertThat(heard).containsExactly(a, b);
  }

  @Test
  void merges_what_waits_for_a_slow_listener_key_by_key() {
    Delivery<GCounter> delivery = delivery(heard::add);
    Change<GCounter> first = increment("a");
    delivery.offer(first);
    Change<GCounter> last = first;
    for (int i = 0; i < 1_000; i++) {
      last = increment("a");
      delivery.offer(last);
    }
    run();
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).old()).isEqualTo(first.old());
    assertThat(heard.get(0).value()).isEqualTo(last.value());
    assertThat(first.old().join(heard.get(0).delta())).isEqualTo(last.value());
  }

  @Test
  void goes_on_after_a_listener_threw() {
    Delivery<GCounter> delivery =
        delivery(
            change -> {
              heard.add(change);
              throw new IllegalStateException("listener");
            });
    delivery.offer(increment("a"));
    delivery.offer(increment("b"));
    run();
    assertThat(heard).hasSize(2);
    assertThat(counters.snapshot().count(Counter.CALLBACKS_FAILED)).isEqualTo(2);
  }

  @Test
  void starts_no_callback_after_cancel() {
    Delivery<GCounter> delivery = delivery(heard::add);
    delivery.offer(increment("a"));
    assertThat(delivery.cancel().toCompletableFuture()).isCompletedWithValue(delivery);
    delivery.cancel();
    delivery.offer(increment("b"));
    run();
    assertThat(heard).isEmpty();
    assertThat(cancels).isOne();
  }
}
