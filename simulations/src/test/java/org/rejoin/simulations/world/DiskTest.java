package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.store.StateStoreLaws;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/** The simulated disk keeps the promise of the SPI, and no more. */
class DiskTest {
  @Test
  @DisplayName("without faults the disk passes the laws of stores")
  void checkSeeds_disk_none() {
    StateStoreLaws laws = StateStoreLaws.of(seed -> new Disk(new Work(seed)));
    assertThat(laws.checkSeeds(1, 300)).isEmpty();
  }

  /** No time, lots by the seed, no faults. */
  private record Work(Draws draws, Deque<Runnable> later) implements DiskWork {
    Work(long seed) {
      this(new Draws(seed), new ArrayDeque<>());
    }

    @Override
    public void later(long batch, Runnable action) {
      later.add(action);
    }

    @Override
    public boolean survives(long batch) {
      return draws.happens(0.5, Stream.DISK, 0, batch);
    }

    @Override
    public Optional<StoreFailure> failure() {
      return Optional.empty();
    }

    @Override
    public boolean isLying() {
      return false;
    }

    @Override
    public boolean isAstray() {
      return false;
    }
  }
}
