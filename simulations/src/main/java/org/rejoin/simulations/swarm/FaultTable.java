package org.rejoin.simulations.swarm;

import java.util.List;
import org.rejoin.simulations.swarm.Lots.Weighted;

/** Faults that a swarm draws, as scenarios write them: to take in a new kind, add a line. */
final class FaultTable {
  static final List<Weighted<String>> LINES =
      List.of(
          new Weighted<>(10, "kind = partition, shape = halves"),
          new Weighted<>(6, "kind = partition, shape = isolate"),
          new Weighted<>(6, "kind = partition, shape = one-way"),
          new Weighted<>(3, "kind = partition, shape = random, classes = [delta]"),
          new Weighted<>(3, "kind = partition, shape = random, classes = [repair, control]"),
          new Weighted<>(3, "kind = partition, shape = bridge, heal-over = 500 ms"),
          new Weighted<>(2, "kind = partition, shape = majorities-ring"),
          new Weighted<>(2, "kind = partition, shape = star"),
          new Weighted<>(2, "kind = partition, shape = data-center"),
          new Weighted<>(4, "kind = partition, shape = halves, flaps = 3"),
          new Weighted<>(3, "kind = partition, dynamics = rolling"),
          new Weighted<>(3, "kind = partition, dynamics = swizzle"),
          new Weighted<>(5, "kind = partition, how = jammed"),
          new Weighted<>(3, "kind = partition, how = slowed, factor = 30"),
          new Weighted<>(3, "kind = slow, factor = 30"),
          new Weighted<>(12, "kind = crash"),
          new Weighted<>(3, "kind = crash, count = 2"),
          new Weighted<>(4, "kind = restart"),
          new Weighted<>(1, "kind = mass-restart"),
          new Weighted<>(3, "kind = restart, dynamics = rolling"),
          new Weighted<>(8, "kind = pause"),
          new Weighted<>(3, "kind = slow-cpu, factor = 100"),
          new Weighted<>(4, "kind = leave"),
          new Weighted<>(4, "kind = crash-leave"),
          new Weighted<>(4, "kind = join"),
          new Weighted<>(4, "kind = suspect"),
          new Weighted<>(3, "kind = down"),
          new Weighted<>(2, "kind = down, one-way = true"),
          new Weighted<>(3, "kind = quarantine"),
          new Weighted<>(4, "kind = clock-jump, factor = 700"),
          new Weighted<>(2, "kind = clock-jump, factor = -700"),
          new Weighted<>(2, "kind = clock-strobe, factor = 300, flaps = 6, period = 100 ms"),
          new Weighted<>(1, "kind = clock-poison"),
          new Weighted<>(2, "kind = clock-drift, factor = 50000"),
          new Weighted<>(2, "kind = clock-rate, factor = 1.5"),
          new Weighted<>(5, "kind = power-loss"),
          new Weighted<>(3, "kind = power-loss, count = 3"),
          new Weighted<>(3, "kind = wipe"),
          new Weighted<>(3, "kind = swap, count = 2"),
          new Weighted<>(3, "kind = restore"),
          new Weighted<>(3, "kind = bit-rot, factor = 2"),
          new Weighted<>(3, "kind = misdirected-write"),
          new Weighted<>(3, "kind = lying-barrier"),
          new Weighted<>(3, "kind = disk-error"),
          new Weighted<>(3, "kind = disk-full"),
          new Weighted<>(3, "kind = slow-disk, factor = 50"));

  private FaultTable() {}
}
