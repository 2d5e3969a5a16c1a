package org.rejoin.simulations.world;

import java.util.HashMap;
import java.util.Map;
import org.rejoin.cluster.engine.Buggify;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * When the points of {@link Buggify} fire, and those of the driver: each is active in a quarter of
 * the runs, and then fires a quarter of the time until the heal. Off unless the plan asks for it.
 */
final class Points {
  private static final double SHARE = 0.25;
  private final Draws draws;
  private final Map<Enum<?>, Long> active = new HashMap<>();

  /** What the driver of the engine does that is allowed and rare. */
  enum DriverPoint {
    /** Wakes a machine up to some milliseconds late. */
    LATE_WAKE,
    /** Wakes a machine once more before its time. */
    EARLY_WAKE,
    /** Has membership call everybody unreachable for a moment. */
    DOUBTED_MEMBERS,
    /** Reports up to some milliseconds late what became of a batch. */
    LATE_STORAGE_REPORT
  }

  Points(Draws draws, boolean isOn) {
    this.draws = draws;
    if (isOn) {
      activate(Buggify.Point.values());
      activate(DriverPoint.values());
    }
  }

  private void activate(Enum<?>[] points) {
    for (Enum<?> point : points) {
      long number = EventHash.of(point.name());
      if (draws.happens(SHARE, Stream.BUGGIFY, number, 0)) {
        active.put(point, number);
      }
    }
  }

  /** From now on none fires. */
  void stop() {
    active.clear();
  }

  /** The points of one incarnation, which counts for itself. */
  Own of(Incarnation incarnation) {
    return new Own(incarnation.node() * 1000L + incarnation.number());
  }

  /** The points of one incarnation. */
  final class Own implements Buggify {
    private final long incarnation;
    private final Map<Long, Long> counters = new HashMap<>();

    private Own(long incarnation) {
      this.incarnation = incarnation;
    }

    @Override
    public boolean fires(int machine, Point point) {
      return firesAny(machine, point);
    }

    boolean fires(int machine, DriverPoint point) {
      return firesAny(machine, point);
    }

    private boolean firesAny(int machine, Enum<?> point) {
      Long number = active.get(point);
      if (number == null) {
        return false;
      }
      long place = place(machine, number);
      return draws.happens(SHARE, Stream.BUGGIFY, place, counters.merge(place, 1L, Long::sum));
    }

    /** From 1 to {@code most}, another number each time that the point fired. */
    long part(long most, int machine, DriverPoint point) {
      long place = place(machine, EventHash.of(point.name()));
      return draws.between(1, most, Stream.BUGGIFY, ~place, counters.getOrDefault(place, 0L));
    }

    private long place(int machine, long number) {
      return Draws.entity(Draws.entity(incarnation, machine), number);
    }
  }
}
