package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecEvent;

/**
 * The bound, plus what was minted, less what was spent; who spends or gives without the rights for
 * it, as far as it can see, does nothing. The value is that, and the rights of all who have a part.
 */
final class BoundedCounterSpec implements Spec<RightsOp, Map<String, Long>> {
  static final ReplicaId RECEIVER = new ReplicaId(0x0b);

  private final long bound;

  BoundedCounterSpec(long bound) {
    this.bound = bound;
  }

  @Override
  public boolean writes(RightsOp op) {
    return true;
  }

  @Override
  public boolean replaces(RightsOp op, RightsOp write) {
    return false;
  }

  @Override
  public boolean cumulative() {
    return true;
  }

  @Override
  public Map<String, Long> value(List<SpecEvent<RightsOp>> all) {
    Map<Dot, SpecEvent<RightsOp>> events = new TreeMap<>();
    all.forEach(event -> events.put(event.id(), event));
    long value = bound;
    Map<String, Long> result = new TreeMap<>();
    for (SpecEvent<RightsOp> event : all) {
      if (takesEffect(event, events)) {
        value += onValue(event.op());
        ReplicaId self = event.id().replica();
        result.merge(self.toString(), onRights(event, self), Long::sum);
        if (event.op().kind() == RightsOp.Kind.GIVE) {
          result.merge(RECEIVER.toString(), onRights(event, RECEIVER), Long::sum);
        }
      }
    }
    result.put("value", value);
    return result;
  }

  private static boolean takesEffect(
      SpecEvent<RightsOp> event, Map<Dot, SpecEvent<RightsOp>> events) {
    ReplicaId self = event.id().replica();
    return switch (event.op().kind()) {
      case MINT -> true;
      case SPEND -> rights(event, events) >= event.op().amount();
      case GIVE -> !self.equals(RECEIVER) && rights(event, events) >= event.op().amount();
    };
  }

  /** What the event's replica has left of what it saw. */
  private static long rights(SpecEvent<RightsOp> event, Map<Dot, SpecEvent<RightsOp>> events) {
    return event.saw().stream()
        .map(events::get)
        .filter(earlier -> takesEffect(earlier, events))
        .mapToLong(earlier -> onRights(earlier, event.id().replica()))
        .sum();
  }

  private static long onValue(RightsOp op) {
    return switch (op.kind()) {
      case MINT -> op.amount();
      case SPEND -> -op.amount();
      case GIVE -> 0;
    };
  }

  private static long onRights(SpecEvent<RightsOp> event, ReplicaId of) {
    long amount = event.op().amount();
    boolean own = event.id().replica().equals(of);
    return switch (event.op().kind()) {
      case MINT -> own ? amount : 0;
      case SPEND -> own ? -amount : 0;
      case GIVE -> own ? -amount : of.equals(RECEIVER) ? amount : 0;
    };
  }
}
