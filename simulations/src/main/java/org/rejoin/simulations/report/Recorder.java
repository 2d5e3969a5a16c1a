package org.rejoin.simulations.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.check.Violation;
import org.rejoin.simulations.check.Watch;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.report.Row.Kind;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/**
 * Records a run: its first rows, the last ones before the first violation, some after it. Bounded
 * by rows, and by the characters of each. Used once; not thread-safe but for the question whether
 * to stop.
 */
public final class Recorder implements Watch {
  private static final int FIRST_ROWS = 150_000;
  private static final int LAST_ROWS = 20_000;
  private static final int ROWS_AFTER = 5_000;
  private static final int MAX_TEXT = 400;

  private final long sampleNanos;
  private final BooleanSupplier isStopped;
  private final List<Row> first = new ArrayList<>();
  private final Deque<Row> last = new ArrayDeque<>();
  private final Map<Update, Long> opsByUpdate = new HashMap<>();
  private final Copies copies = new Copies();
  private LongSupplier nowNanos = () -> 0;
  private long event = 1;
  private long nextSample;
  private long dropped;
  private long roomAfter = Long.MAX_VALUE;

  private record Update(Endpoint origin, int machine, long sequence) {}

  /**
   * Records a run from its begin.
   *
   * @param sampleNanos virtual time between two samples
   * @param isStopped whether to end the run before its time; asked after each event
   */
  public Recorder(long sampleNanos, BooleanSupplier isStopped) {
    this.sampleNanos = sampleNanos;
    this.isStopped = isStopped;
  }

  /** All that was recorded so far. */
  public Trace trace() {
    List<Row> all = new ArrayList<>(first);
    all.addAll(last);
    return new Trace(all, dropped);
  }

  private Row row(Kind kind) {
    return Row.of(kind, event, nowNanos.getAsLong());
  }

  private void add(Row row) {
    if (first.size() < FIRST_ROWS) {
      first.add(row);
    } else if (roomAfter == Long.MAX_VALUE) {
      last.addLast(row);
      if (last.size() > LAST_ROWS) {
        last.removeFirst();
        dropped++;
      }
    } else if (roomAfter > 0 || row.is(Kind.VIOLATION)) {
      roomAfter--;
      last.addLast(row);
    } else {
      dropped++;
    }
  }

  @Override
  public boolean isEnough() {
    return isStopped.getAsBoolean();
  }

  @Override
  public void begins(LongSupplier now) {
    nowNanos = now;
  }

  @Override
  public void happened(long number, long now, EventHash hash) {
    if (now >= nextSample) {
      nextSample = (now / sampleNanos + 1) * sampleNanos;
      add(row(Kind.SAMPLE).text(copies.roots() + " " + round(copies.staleShare())));
    }
    event = number + 1;
  }

  private static String round(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  @Override
  public void started(Incarnation incarnation) {
    copies.start(incarnation);
    add(row(Kind.START).at(incarnation.toString()));
  }

  @Override
  public void died(Incarnation incarnation) {
    copies.die(incarnation);
    add(row(Kind.DIE).at(incarnation.toString()));
  }

  @Override
  public void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent traced,
      long knowledge,
      @Nullable PlannedOp op) {
    if (traced instanceof TraceEvent.Updated updated) {
      long sequence = updated.sequence();
      copies.show(incarnation, updated.key(), updated.epoch(), updated.state());
      edit(incarnation, machine, sequence, op, updated.key().toString(), updated.state());
    } else if (traced instanceof TraceEvent.Deleted deleted) {
      copies.show(incarnation, deleted.key(), deleted.epoch(), deleted.state());
      edit(incarnation, machine, deleted.sequence(), op, deleted.key().toString(), deleted.state());
    } else if (traced instanceof TraceEvent.Joined joined) {
      if (joined.news()) {
        copies.show(incarnation, joined.key(), joined.epoch(), joined.state());
        add(
            row(Kind.JOIN)
                .at(incarnation.toString())
                .with(joined.from().name())
                .key(joined.key().toString())
                .text(shortened(joined.state().toString())));
      }
    } else {
      add(row(Kind.NOTE).at(incarnation.toString()).text(shortened(traced.toString())));
    }
  }

  private void edit(
      Incarnation incarnation,
      int machine,
      long sequence,
      @Nullable PlannedOp op,
      String key,
      Crdt<?> state) {
    Row row = row(Kind.EDIT).at(incarnation.toString()).key(key).text(shortened(state.toString()));
    if (op != null) {
      opsByUpdate.put(new Update(incarnation.endpoint(), machine, sequence), op.id());
      row = row.op(op.id());
    }
    add(row);
  }

  @Override
  public void learned(Incarnation incarnation, PlannedOp op) {
    String key = op.op().keyspace() + "/" + op.op().key();
    add(row(Kind.LEARN).at(incarnation.toString()).op(op.id()).key(key));
  }

  @Override
  public void replied(Incarnation incarnation, PlannedOp op, Object result) {
    add(row(Kind.END).at(incarnation.toString()).op(op.id()).text(shortened(result.toString())));
  }

  @Override
  public void refused(PlannedOp op) {
    add(row(Kind.END).op(op.id()).text("Refused: the node is down"));
  }

  @Override
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {
    add(row(Kind.NOTE).at(incarnation.toString()).text(shortened("threw " + failure)));
  }

  @Override
  public void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {
    Contents contents =
        Contents.of(
            send.frame(),
            (machine, sequence) ->
                opsByUpdate.getOrDefault(new Update(from.endpoint(), machine, sequence), -1L));
    String traffic = send.traffic().name().toLowerCase(Locale.ROOT);
    add(
        row(Kind.SEND)
            .at(from.toString())
            .with(to.toString())
            .frame(frame)
            .sent(traffic, contents.message(), send.frame().length, contents.parts()));
  }

  @Override
  public void arrived(long frame, boolean isDamaged) {
    add(row(Kind.ARRIVE).frame(frame).text(isDamaged ? "damaged" : null));
  }

  @Override
  public void lost(long frame, String why) {
    add(row(Kind.LOSE).frame(frame).text(why));
  }

  @Override
  public void fault(PlannedFault fault, boolean isOver) {
    add(row(isOver ? Kind.OVER : Kind.FAULT).op(fault.id()));
  }

  @Override
  public void healed(long now) {
    add(row(Kind.HEAL));
  }

  @Override
  public void violated(Violation violation) {
    Row row =
        row(Kind.VIOLATION)
            .key(violation.key() == null ? null : violation.key().toString())
            .text(violation.invariant() + " " + violation.what());
    if (!violation.nodes().isEmpty()) {
      row = row.at(violation.nodes().get(0));
    }
    add(violation.op() < 0 ? row : row.op(violation.op()));
    if (roomAfter == Long.MAX_VALUE) {
      roomAfter = ROWS_AFTER;
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
