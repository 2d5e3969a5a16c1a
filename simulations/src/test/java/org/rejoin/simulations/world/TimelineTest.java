package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Draws;

class TimelineTest {
  private static List<String> order(long seed) {
    Timeline timeline = new Timeline(new Draws(seed));
    List<String> happened = new ArrayList<>();
    timeline.at(20, 1, () -> happened.add("late"));
    for (int entity = 1; entity <= 4; entity++) {
      String name = "e" + entity;
      timeline.at(10, entity, () -> happened.add(name + "a"));
      timeline.at(10, entity, () -> happened.add(name + "b"));
    }
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
    assertThat(timeline.nowNanos()).isEqualTo(20);
    assertThat(timeline.done()).isEqualTo(9);
    return happened;
  }

  @Test
  void step_sameMoment_orderDependsOnTheSeedAlone() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      assertThat(order(seed)).isEqualTo(order(seed));
      orders.add(order(seed));
    }
    assertThat(orders).hasSizeGreaterThan(5);
  }

  @Test
  void step_sameEntityAndMoment_asPlanned() {
    for (long seed = 0; seed < 20; seed++) {
      List<String> happened = order(seed);
      assertThat(happened.indexOf("e1a")).isLessThan(happened.indexOf("e1b"));
      assertThat(happened).last().isEqualTo("late");
    }
  }

  @Test
  void at_past_happensNow() {
    Timeline timeline = new Timeline(new Draws(1));
    timeline.passTo(100);
    timeline.at(50, 1, () -> {});
    assertThat(timeline.nextNanos()).isEqualTo(100);
  }
}
