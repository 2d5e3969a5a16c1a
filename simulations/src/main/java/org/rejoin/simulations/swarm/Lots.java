package org.rejoin.simulations.swarm;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/** What is drawn for one scenario, each group of draws with numbers of its own. Not thread-safe. */
final class Lots {
  private final Draws draws;
  private final long group;
  private long count;

  /** A thing and how often it is to be drawn. */
  record Weighted<T>(int weight, T thing) {}

  Lots(Draws draws, String group) {
    this.draws = draws;
    this.group = Draws.entity(group.length(), group.hashCode());
  }

  private double unit() {
    return draws.unit(Stream.SWARM, group, ++count);
  }

  boolean happens(double probability) {
    return unit() < probability;
  }

  /** From {@code low} to {@code high}, both included. */
  long between(long low, long high) {
    return low + (long) (unit() * (high - low + 1));
  }

  /** Any of these, all alike. */
  @SafeVarargs
  final <T> T any(T... things) {
    return things[(int) between(0, things.length - 1)];
  }

  /** One of these by their weights. */
  <T> T of(List<Weighted<T>> table) {
    int total = table.stream().mapToInt(Weighted::weight).sum();
    long point = between(1, total);
    for (Weighted<T> line : table) {
      point -= line.weight();
      if (point <= 0) {
        return line.thing();
      }
    }
    throw new IllegalStateException("weights that sum to " + total + " were not enough");
  }

  /** Some of these, each once. */
  <T> List<T> some(long count, List<T> things) {
    List<T> left = new ArrayList<>(things);
    List<T> taken = new ArrayList<>();
    while (taken.size() < count && !left.isEmpty()) {
      taken.add(left.remove((int) between(0, left.size() - 1)));
    }
    return taken;
  }
}
