package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.Shapes.Sides;

/** Makes the faults of a plan. None reaches beyond the chaos phase. */
final class FaultMaker {
  private static final long IDS_A_TEMPLATE = 1_000_000;
  private static final long IDS_A_FAULT = 10_000;
  private static final long EXPENDABLE = -1;
  private static final int ORDER_DRAWS = 5000;
  private static final int HEAL_DRAWS = 7000;
  private static final long MILLI = 1_000_000;

  private final Scenario scenario;
  private final Draws draws;
  private final int nodes;
  private final long begin;
  private final long end;
  private final List<PlannedFault> made = new ArrayList<>();

  FaultMaker(Scenario scenario, Draws draws) {
    this.scenario = scenario;
    this.draws = draws;
    this.nodes = scenario.config().nodes().size();
    this.begin = scenario.config().phases().warmUpMillis() * MILLI;
    this.end = scenario.config().phases().chaosEndNanos();
  }

  /** All faults, in the order of their begin. */
  List<PlannedFault> faults() {
    for (int i = 0; i < scenario.faults().size(); i++) {
      FaultTemplate template = scenario.faults().get(i);
      int times = template.hasSides() ? template.count() : 1;
      for (int n = 0; n < times; n++) {
        make(template, i * IDS_A_TEMPLATE + n * IDS_A_FAULT);
      }
    }
    made.sort(Comparator.comparingLong(PlannedFault::atNanos).thenComparingLong(PlannedFault::id));
    return made;
  }

  private void make(FaultTemplate template, long id) {
    if (isBudgeted(template)) {
      expend(template, id);
      return;
    }
    List<Integer> order = shuffledNodes(id);
    long at = begin + template.start().nanos(draws.unit(Stream.FAULT, id, 0));
    switch (template.dynamics()) {
      case "rolling" -> rolling(template, id, order, at);
      case "swizzle" -> swizzle(template, id, order, at);
      default -> repeated(template, id, order, at);
    }
  }

  private boolean isBudgeted(FaultTemplate template) {
    return scenario.noLoss() && template.faultKind().isDestructive();
  }

  /** Strikes those of the few disks that may lose data, the same in all of a plan. */
  private void expend(FaultTemplate template, long id) {
    int some = Math.min(template.count(), scenario.expendable());
    if (some > 0) {
      long at = begin + template.start().nanos(draws.unit(Stream.FAULT, id, 0));
      repeated(template, id, shuffledNodes(EXPENDABLE).subList(0, some), at);
    }
  }

  /** Once, or again and again with the same nodes. */
  private void repeated(FaultTemplate template, long id, List<Integer> order, long at) {
    List<Sides> parts = parts(template, order);
    long now = at;
    int number = 0;
    for (int flap = 0; flap < template.flaps() && isRoom(now, number, parts); flap++) {
      long length = template.length().nanos(draws.unit(Stream.FAULT, id, 1 + flap));
      for (Sides part : parts) {
        long more = template.healOver().nanos(draws.unit(Stream.FAULT, id, HEAL_DRAWS + number));
        add(template, id + number++, now, length + more, part, flap);
      }
      now += template.periodMillis() > 0 ? template.periodMillis() * MILLI : 2 * length;
    }
  }

  private boolean isRoom(long at, int number, List<Sides> parts) {
    return at < end && number + parts.size() < IDS_A_FAULT;
  }

  /** One node after the other. */
  private void rolling(FaultTemplate template, long id, List<Integer> order, long at) {
    long now = at;
    for (int i = 0; i < order.size(); i++) {
      long length = template.length().nanos(draws.unit(Stream.FAULT, id, 1 + i));
      add(template, id + i, now, length, alone(order, i), i);
      now += length;
    }
  }

  /** Some nodes one by one, and back one by one in another order. */
  private void swizzle(FaultTemplate template, long id, List<Integer> order, long at) {
    int some = Math.max(1, Math.min(template.size(), nodes - 1));
    List<Integer> back = shuffled(some, id + 1);
    long length = template.length().nanos(draws.unit(Stream.FAULT, id, 1));
    long step = Math.max(1, length / (2L * some));
    for (int i = 0; i < some; i++) {
      long begins = at + i * step;
      long ends = at + length / 2 + (1 + back.indexOf(i)) * step;
      add(template, id + i, begins, ends - begins, alone(order, i), i);
    }
  }

  private static Sides alone(List<Integer> order, int index) {
    List<Integer> rest = new ArrayList<>(order);
    rest.remove(index);
    return new Sides(List.of(order.get(index)), rest);
  }

  private List<Sides> parts(FaultTemplate template, List<Integer> order) {
    if (template.hasSides()) {
      return Shapes.of(template.shape(), order, template.size());
    }
    int struck = template.kind().equals("mass-restart") ? nodes : template.count();
    return List.of(new Sides(order.subList(0, Math.min(struck, order.size())), List.of()));
  }

  private void add(FaultTemplate template, long id, long at, long length, Sides part, int flap) {
    if (at >= end) {
      return;
    }
    boolean isJoin = template.faultKind() == FaultKind.ABSENT;
    long from = isJoin ? 0 : at;
    long to = isJoin ? at : Math.min(at + length, end);
    boolean isStrobe = template.kind().equals("clock-strobe");
    made.add(
        new PlannedFault(
            id,
            template.faultKind(),
            from,
            to - from,
            part.nodes(),
            template.hasSides() ? part.others() : List.of(),
            template.oneWay() || template.shape().equals("one-way"),
            template.classes(),
            isStrobe && flap % 2 == 1 ? -template.factor() : template.factor()));
  }

  private List<Integer> shuffledNodes(long id) {
    return shuffled(nodes, id);
  }

  private List<Integer> shuffled(int count, long id) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(draws.below(i + 1, Stream.FAULT, id, ORDER_DRAWS + i), i);
    }
    return order;
  }
}
