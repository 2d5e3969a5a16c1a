package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Client;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.workload.Catalog;

/**
 * I10, of one key: with a token a client reads its own acknowledged writes, and no read shows less
 * than one before, on whichever nodes. Judged by what clients were shown: a state shows another if
 * joining that brings nothing new. What clients without a token miss is counted, not judged.
 *
 * <p>In what order other nodes come to hold a session's writes is counted by {@link WriteOrder}.
 */
final class SessionGuarantees implements Checker {
  private final Oracle oracle;
  private final Violations violations;
  private final Catalog catalog;
  private final Map<Client, Past> withToken = new HashMap<>();
  private final Map<Client, Past> all = new HashMap<>();

  /** A state that a client was shown, or the delta of its write. */
  private record Shown(Held held, Object by) {
    @Override
    public String toString() {
      return by.toString();
    }
  }

  /** What a client has written and read of a key. */
  private static final class Past {
    final List<Shown> writes = new ArrayList<>();
    @Nullable Shown read;
  }

  SessionGuarantees(Oracle oracle, Violations violations, Catalog catalog) {
    this.catalog = catalog;
    this.oracle = oracle;
    this.violations = violations;
  }

  private static Past of(Map<Client, Past> pasts, PlannedOp op) {
    return pasts.computeIfAbsent(op.client(), client -> new Past());
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    Update update = oracle.updateOf(op);
    if (!result.isAcked() || update == null) {
      return;
    }
    Shown write = new Shown(new Held(update.delta(), update.epoch()), update);
    of(all, op).writes.add(write);
    if (op.op().isOfSession()) {
      of(withToken, op).writes.add(write);
    }
  }

  @Override
  public void onRead(Knowledge node, PlannedOp op, ReadResult<?> result) {
    if (op.isFinalRead()) {
      return;
    }
    Shown now = shown(op, result);
    if (now == null) {
      return;
    }
    if (op.op().isOfSession()) {
      Past past = of(withToken, op);
      missing(past.writes, now)
          .ifPresent(write -> violations.add("I10", now + " does not show its own " + write));
      missing(past.read == null ? List.of() : List.of(past.read), now)
          .ifPresent(before -> violations.add("I10", now + " shows less than before, " + before));
      past.read = now;
    } else {
      Past past = of(all, op);
      missing(past.writes, now).ifPresent(write -> oracle.tally().count("Own write not read"));
      missing(past.read == null ? List.of() : List.of(past.read), now)
          .ifPresent(before -> oracle.tally().count("Read went back"));
    }
    of(all, op).read = now;
  }

  private @Nullable Shown shown(PlannedOp op, ReadResult<?> result) {
    if (result instanceof ReadResult.Found<?> found) {
      return new Shown(new Held(found.value(), found.epoch()), op);
    }
    return result instanceof ReadResult.Absent<?> absent
        ? new Shown(new Held(bottomOf(op.op()), absent.epoch()), op)
        : null;
  }

  private Crdt<?> bottomOf(OpBody op) {
    return catalog.family(op.keyspace()).keyspace().type().bottom();
  }

  private static Optional<Shown> missing(List<Shown> past, Shown now) {
    return past.stream().filter(before -> !now.held.shows(before.held)).findFirst();
  }
}
