package org.rejoin.simulations.world;

import java.util.Optional;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Latency;

/** What a disk takes from its surroundings: time, lots, and the faults of the moment. */
interface DiskWork {
  /** Does it after the time that a batch takes. */
  void later(long batch, Runnable action);

  /** Whether a batch is there after all. */
  boolean survives(long batch);

  /** How a batch fails now, if it does. */
  Optional<StoreFailure> failure();

  /** Whether a barrier is reported that was none. */
  boolean isLying();

  /** Whether a record goes to another's place. */
  boolean isAstray();

  /** Those of a node in a run. */
  static DiskWork of(int node, Timeline timeline, Draws draws, Faults faults) {
    Latency latency = Latency.parse("exponential 1 ms from 200 us");
    return new DiskWork() {
      @Override
      public void later(long batch, Runnable action) {
        long nanos = latency.nanos(draws.unit(Stream.DISK, node, 2 * batch));
        double slowness = faults.product(FaultKind.SLOW_DISK, node);
        long entity = Draws.entity(node + 9000L, batch);
        timeline.at(timeline.nowNanos() + (long) (nanos * slowness), entity, action);
      }

      @Override
      public boolean survives(long batch) {
        return draws.happens(0.5, Stream.DISK, node, 2 * batch + 1);
      }

      @Override
      public Optional<StoreFailure> failure() {
        if (faults.strikes(FaultKind.DISK_ERROR, node)) {
          return Optional.of(StoreFailure.BROKEN);
        }
        return faults.strikes(FaultKind.DISK_FULL, node)
            ? Optional.of(StoreFailure.FULL)
            : Optional.empty();
      }

      @Override
      public boolean isLying() {
        return faults.strikes(FaultKind.LYING_BARRIER, node);
      }

      @Override
      public boolean isAstray() {
        return faults.strikes(FaultKind.MISDIRECTED_WRITE, node);
      }
    };
  }
}
