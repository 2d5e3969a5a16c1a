package org.rejoin.simulations.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.cluster.engine.wire.MessageType;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * I17, its part about repair and frames: from the heal until all are equal, repair sends no more
 * than some times what the nodes lacked at the heal, told by their states from outside; and no
 * frame is larger than its sender's limit.
 */
final class RepairCost implements Checker {
  /** Of one key in a frame: its name, type and place. */
  private static final long KEY_BYTES = 96;

  /** Peers of a node may repair it at once, and ways there are slow. */
  private static final long TIMES = 4;

  private static final long A_NODE = 1024;

  private final Oracle oracle;
  private final Violations violations;
  private final PlanConfig config;
  private long lacking = -1;
  private long sent;

  RepairCost(Oracle oracle, Violations violations, PlanConfig config) {
    this.oracle = oracle;
    this.violations = violations;
    this.config = config;
  }

  @Override
  public void onHealed(List<Knowledge> alive) {
    Map<KeyRef, Knowledge.Shown> whole = new TreeMap<>();
    for (Knowledge node : alive) {
      node.shown().forEach((key, shown) -> whole.merge(key, shown, RepairCost::join));
    }
    lacking = 0;
    for (Knowledge node : alive) {
      whole.forEach((key, all) -> lacking += lackedBy(node.shown(key), all));
    }
  }

  private static Knowledge.Shown join(Knowledge.Shown one, Knowledge.Shown other) {
    if (one.epoch() != other.epoch()) {
      return one.epoch() > other.epoch() ? one : other;
    }
    return one.hash() == other.hash()
        ? one
        : new Knowledge.Shown(joined(one.state(), other.state()), one.epoch(), 0);
  }

  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> Crdt<?> joined(Crdt<?> one, Crdt<?> other) {
    return ((S) one).join((S) other);
  }

  private static long lackedBy(Knowledge.@Nullable Shown held, Knowledge.Shown all) {
    if (held == null || held.epoch() < all.epoch()) {
      return KEY_BYTES + all.state().toBytes().length;
    }
    long bytes = lack(held.state(), all.state());
    return bytes == 0 ? 0 : KEY_BYTES + bytes;
  }

  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> long lack(Crdt<?> held, Crdt<?> all) {
    S delta = ((S) all).deltaSince(((S) held).summary());
    return delta.isBottom() ? 0 : delta.toBytes().length;
  }

  @Override
  public void onSent(Incarnation from, Incarnation to, Effect.Send send) {
    int most = config.knobs(from.name()).frameBytes();
    if (send.frame().length > most) {
      violations.add(
          "I17", from + " sent a frame of " + send.frame().length + " bytes, at most " + most);
    }
    if (lacking >= 0 && oracle.convergedMillis() < 0 && isRepair(send)) {
      sent += send.frame().length;
    }
  }

  /** What reads bring counts with repair, too, but is for clients who asked for it. */
  private static boolean isRepair(Effect.Send send) {
    return send.traffic() == Traffic.REPAIR && Frame.isOf(MessageType.REPAIR, send.frame());
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    long most = TIMES * lacking + A_NODE * nodes.size();
    if (lacking >= 0 && sent > most) {
      violations.add(
          "I17",
          "after the heal nodes lacked "
              + lacking
              + " bytes, and repair sent "
              + sent
              + ", at most "
              + most);
    }
  }
}
