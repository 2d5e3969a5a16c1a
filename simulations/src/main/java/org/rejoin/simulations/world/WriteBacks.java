package org.rejoin.simulations.world;

import java.util.function.BiConsumer;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Hlc;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.workload.Settled;

/**
 * What a store does about siblings that have stood for their time: asks the resolver, which takes a
 * while, and submits its result. The writes have numbers beyond those of any plan.
 */
final class WriteBacks {
  private static final long FIRST_ID = 1L << 41;
  private static final long ASKING_MAX_NANOS = 80_000_000;

  private final Host host;
  private final Incarnation incarnation;
  private final BiConsumer<PlannedOp, Input> submit;
  private long asked;

  WriteBacks(Host host, Incarnation incarnation, BiConsumer<PlannedOp, Input> submit) {
    this.host = host;
    this.incarnation = incarnation;
    this.submit = submit;
  }

  void due(Effect.Settle settle, long wallMillis) {
    long life = incarnation.node() * 1000L + incarnation.number();
    long entity = Draws.entity(life, ~FIRST_ID);
    long id = FIRST_ID + (life << 20) + ++asked;
    long takes = host.draws().between(0, ASKING_MAX_NANOS, Stream.NOTE, entity, asked);
    Hlc limit = Hlc.ofMillis(wallMillis + EngineConfig.MAX_DRIFT.toMillis());
    Settled.of(settle.epoch(), settle.register(), limit)
        .ifPresent(
            result ->
                host.timeline()
                    .at(
                        host.timeline().nowNanos() + takes,
                        entity,
                        () -> write(id, settle.key(), result)));
  }

  private void write(long id, KeyRef key, Settled.Settlement result) {
    OpBody body =
        new OpBody(Verb.SETTLE, key.keyspace(), key.id(), "", result.value(), 0, "local", 1000);
    PlannedOp op = new PlannedOp(id, host.timeline().nowNanos(), incarnation.node(), 0, body);
    submit.accept(op, Settled.input(id + 1, key, result, host.catalog()));
  }
}
