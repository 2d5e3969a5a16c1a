package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Draws;

class InboxTest {
  private static final long SERVICE = 100_000;
  private final Timeline timeline = new Timeline(new Draws(1));
  private final Inbox inbox = new Inbox(timeline, 1, SERVICE, 3);
  private final List<Long> done = new ArrayList<>();

  private boolean take(boolean isDroppable) {
    if (inbox.isOpen()) {
      done.add(timeline.nowNanos());
      inbox.worked();
      return true;
    }
    return inbox.add(isDroppable, () -> done.add(timeline.nowNanos()));
  }

  private void runOn() {
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
  }

  @Test
  void take_busy_oneAfterTheOther() {
    take(true);
    take(true);
    take(true);
    runOn();
    assertThat(done).containsExactly(0L, SERVICE, 2 * SERVICE);
  }

  @Test
  void take_full_droppedUnlessItMustNotBe() {
    for (int i = 0; i < 4; i++) {
      assertThat(take(true)).isTrue();
    }
    assertThat(take(true)).isFalse();
    assertThat(take(false)).isTrue();
    runOn();
    assertThat(done).hasSize(5);
    assertThat(inbox.isOpen()).isFalse();
    timeline.passTo(timeline.nowNanos() + SERVICE);
    assertThat(inbox.isOpen()).isTrue();
  }

  @Test
  void slow_factor_takesThatMuchLonger() {
    inbox.slow(10);
    take(true);
    take(true);
    runOn();
    assertThat(done).containsExactly(0L, 10 * SERVICE);
  }

  @Test
  void pause_waits_untilItGoesOn() {
    inbox.pause();
    take(true);
    timeline.passTo(7 * SERVICE);
    runOn();
    assertThat(done).isEmpty();
    inbox.resume();
    assertThat(done).containsExactly(7 * SERVICE);
  }

  @Test
  void blockUntil_nothingBeforeThat() {
    inbox.blockUntil(50 * SERVICE);
    take(true);
    runOn();
    assertThat(done).containsExactly(50 * SERVICE);
  }
}
