package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.store.Stored;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.workload.Catalog;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;
import org.rejoin.simulations.world.Observer;
import org.rejoin.simulations.world.Traffics;

/**
 * Knows all updates, and what each incarnation has integrated, from what the engine traces: an edit
 * adds itself; a delta adds the update that it carries; a repair or an answer to a read adds all
 * that its sender had of the key when it sent it. That holds while a key's state fits a frame.
 */
final class Oracle implements Observer {
  private final Catalog catalog;
  private final Violations violations;
  private final Availability availability;
  private final IdleFloor idleFloor;
  private final Convergence convergence;
  private final List<Checker> checkers;
  private final Map<Endpoint, Knowledge> nodes = new HashMap<>();
  private final Map<String, List<Knowledge>> byName = new TreeMap<>();
  private final Living living = new Living();
  private final Tally tally = new Tally();
  private final Recovery recovery;
  private final Made made;
  private final Stamps stamps;
  private final Clock clock;
  private final String enough;
  private final int nodesPlanned;
  private int updates;

  /** Virtual time. */
  interface Clock {
    long nowNanos();
  }

  /** {@code enough}: the invariant whose first violation ends the run; empty if none does. */
  Oracle(Plan plan, Clock clock, String enough, Watch watch) {
    this.enough = enough;
    this.nodesPlanned = plan.config().nodes().size();
    this.catalog = new Catalog(plan.config().keyspaces());
    this.clock = clock;
    this.violations = new Violations(plan.config().excused(), watch);
    this.recovery = new Recovery(violations);
    this.made = new Made(violations);
    this.availability = new Availability(violations, plan);
    this.idleFloor = new IdleFloor(violations, plan.config(), clock);
    this.convergence = new Convergence(violations, plan.config().convergeWithinMillis());
    this.stamps = new Stamps(this, violations, plan);
    List<Checker> all =
        new ArrayList<>(List.of(convergence, availability, idleFloor, recovery, stamps));
    all.addAll(Checkers.of(this, made, violations, plan, catalog));
    this.checkers = Learning.andAll(watch, all);
    plan.ops().forEach(op -> tally.submitted(op));
  }

  Violations violations() {
    return violations;
  }

  Tally tally() {
    return tally;
  }

  long nowNanos() {
    return clock.nowNanos();
  }

  long convergedMillis() {
    return convergence.millis();
  }

  Knowledge knowledge(Endpoint endpoint) {
    Knowledge known = nodes.get(endpoint);
    if (known == null) {
      throw new IllegalStateException("nobody started as " + endpoint);
    }
    return known;
  }

  /** What that incarnation knows. */
  Knowledge knowledgeOf(Incarnation incarnation) {
    return knowledge(incarnation.endpoint());
  }

  List<Knowledge> incarnationsOf(String name) {
    return byName.getOrDefault(name, List.of());
  }

  KeyAndFamily typed(KeyRef key) {
    return new KeyAndFamily(key, catalog.family(key.keyspace()));
  }

  @Nullable Update updateOf(PlannedOp op) {
    return made.of(op);
  }

  @Override
  public void started(Incarnation incarnation) {
    Knowledge knowledge = new Knowledge(incarnation);
    nodes.put(incarnation.endpoint(), knowledge);
    now();
    made.started(incarnation);
    byName.computeIfAbsent(incarnation.name(), n -> new ArrayList<>()).add(knowledge);
    living.born(knowledge);
  }

  @Override
  public void died(Incarnation incarnation) {
    living.died(knowledgeOf(incarnation));
  }

  @Override
  public void storeRefused(Incarnation incarnation, String why) {
    tally.count("StoreRefused");
  }

  @Override
  public void reading(Incarnation incarnation, Stored record) {
    recovery.reading(incarnation, record);
  }

  @Override
  public void writing(Incarnation incarnation, Stored record) {
    now();
    recovery.writing(knowledgeOf(incarnation), record);
  }

  private void loaded(Knowledge node, TraceEvent.Loaded event) {
    recovery
        .loaded(node.incarnation(), event)
        .ifPresent(saved -> node.integrate(event.key(), event.epoch(), saved.by(), saved.moment()));
    judge(node, event.key(), node.show(event.key(), event.epoch(), event.state()));
  }

  @Override
  public void reads(Incarnation incarnation, long wallMillis) {
    stamps.reads(incarnation, wallMillis);
  }

  @Override
  public long knowledge(Incarnation incarnation) {
    return knowledgeOf(incarnation).moment();
  }

  @Override
  public void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent event,
      long knowledge,
      @Nullable PlannedOp op) {
    now();
    tally.traced(event);
    Knowledge node = knowledgeOf(incarnation);
    checkers.forEach(checker -> checker.onTrace(node, machine, event));
    if (event instanceof TraceEvent.Updated updated) {
      updated(node, machine, updated, op);
    } else if (event instanceof TraceEvent.Deleted deleted) {
      deleted(node, machine, deleted, op);
    } else if (event instanceof TraceEvent.Joined joined) {
      joined(node, machine, joined, knowledge);
    } else if (event instanceof TraceEvent.Loaded loaded) {
      loaded(node, loaded);
    } else if (event instanceof TraceEvent.Replaced replaced) {
      KeyRef key = replaced.key();
      Optional<Endpoint> from = replaced.from();
      from.ifPresent(f -> node.integrate(key, replaced.epoch(), knowledge(f), knowledge));
      judge(node, key, node.show(key, replaced.epoch(), replaced.state()));
    } else if (event instanceof TraceEvent.RecordRefused refused) {
      recovery.refused(incarnation, refused);
    } else {
      Defect.in(event).ifPresent(d -> now().add(d.invariant(), incarnation + " " + d.what()));
    }
  }

  private Violations now() {
    violations.now(clock.nowNanos());
    return violations;
  }

  private void updated(
      Knowledge node, int machine, TraceEvent.Updated event, @Nullable PlannedOp op) {
    KeyRef key = event.key();
    KeyAndFamily typed = typed(key);
    SeenLog log = node.log(key, event.epoch());
    int index = updates++;
    Event asked = typed.asked(index, node, op, event.delta(), log);
    Update update =
        new Update(
            index,
            node.incarnation(),
            machine,
            event.sequence(),
            key,
            event.epoch(),
            op,
            event.delta(),
            asked,
            log.size());
    if (asked != null) {
      now().about(key, node.incarnation(), op == null ? Violations.NO_OP : op.id());
      checkers.forEach(checker -> checker.onMade(update, asked, typed));
    }
    made.add(update);
    node.integrate(update);
    judge(node, key, node.show(key, event.epoch(), event.state()));
  }

  private void deleted(
      Knowledge node, int machine, TraceEvent.Deleted event, @Nullable PlannedOp op) {
    KeyRef key = event.key();
    Update update =
        new Update(
            updates++,
            node.incarnation(),
            machine,
            event.sequence(),
            key,
            event.epoch(),
            op,
            event.state(),
            null,
            node.log(key, event.epoch()).size());
    made.addDelete(update);
    node.integrate(update);
    judge(node, key, node.show(key, event.epoch(), event.state()));
  }

  private void joined(Knowledge node, int machine, TraceEvent.Joined event, long then) {
    KeyRef key = event.key();
    Knowledge sender = knowledge(event.from());
    Optional<Long> sequence = event.sequence();
    if (sequence.isEmpty()) {
      node.integrate(key, event.entryEpoch(), sender, then);
    } else {
      Optional<Update> update = made.numbered(event.from(), machine, sequence.get());
      if (update.isEmpty() || !update.get().key().equals(key)) {
        now()
            .add(
                "I6",
                node.incarnation()
                    + " joined update "
                    + sequence.get()
                    + " of "
                    + event.from()
                    + ", which was never made");
        return;
      }
      made.included(update.get(), sender.log(key, update.get().epoch()), typed(key).spec())
          .forEach(node::integratePart);
      node.integrate(update.get());
    }
    if (event.epoch() > 0 && !made.hasDelete(key, event.epoch())) {
      now().add("I6", node.incarnation() + " holds " + key + " deleted as nobody deleted it");
    }
    judge(node, key, node.show(key, event.epoch(), event.state()));
  }

  private void judge(Knowledge node, KeyRef key, Knowledge.Shown shown) {
    violations.now(clock.nowNanos());
    violations.about(key, node.incarnation(), Violations.NO_OP);
    KeyAndFamily typed = typed(key);
    SeenLog seen = node.log(key, shown.epoch());
    checkers.forEach(checker -> checker.onState(node, seen, shown, typed));
  }

  @Override
  public void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {
    checkers.forEach(checker -> checker.onSent(from, to, send));
  }

  @Override
  public void submitted(Incarnation incarnation, PlannedOp op) {
    checkers.forEach(checker -> checker.onSubmit(knowledgeOf(incarnation), op));
  }

  @Override
  public void replied(Incarnation incarnation, PlannedOp op, Object result) {
    violations.now(clock.nowNanos());
    violations.about(keyOf(op), incarnation, op.id());
    if (result instanceof WriteResult write) {
      tally.ended(op, write);
      checkers.forEach(checker -> checker.onWrite(knowledgeOf(incarnation), op, write));
    } else if (result instanceof ReadResult<?> read) {
      tally.ended(op, read);
      checkers.forEach(checker -> checker.onRead(knowledgeOf(incarnation), op, read));
    }
  }

  private @Nullable KeyRef keyOf(PlannedOp op) {
    Update update = updateOf(op);
    return update == null ? null : update.key();
  }

  @Override
  public void refused(PlannedOp op) {
    tally.refused(op);
    availability.refused(op);
  }

  @Override
  public void lost(long frame, String why) {
    tally.lost(why);
  }

  @Override
  public void coreBegan(long nowNanos, List<Integer> nodes) {
    living.compareOnly(nodes);
  }

  @Override
  public void coreJudged(long nowNanos, boolean isConverged) {
    if (!isConverged) {
      now().add("I2", "those who had to do without the others are not equal in time");
    }
    living.compareOnly(List.of());
  }

  @Override
  public void idled(long nowNanos, long forNanos, Traffics sent) {
    if (convergedMillis() >= 0) {
      violations.now(nowNanos);
      idleFloor.idled(forNanos, sent);
    }
  }

  @Override
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {
    now().threw(incarnation, input, failure);
    if (input.equals("Frame")) {
      now().add("I18", incarnation + " threw on what a peer sent: " + failure);
    }
  }

  @Override
  public void healed(long nowNanos) {
    convergence.healed(nowNanos);
    checkers.forEach(checker -> checker.onHealed(living.all()));
  }

  @Override
  public void stepped(Incarnation incarnation, int machine, Input input, List<Effect> effects) {
    violations.now(clock.nowNanos());
    checkers.forEach(checker -> checker.onStep(incarnation, machine, input, effects));
  }

  @Override
  public boolean isConverged() {
    if (!living.isEqual()) {
      return false;
    }
    convergence.equal(clock.nowNanos());
    return true;
  }

  @Override
  public boolean isEnough() {
    return !enough.isEmpty() && violations.has(enough);
  }

  @Override
  public void checkpoint(long nowNanos, List<Inspection> inspections) {
    violations.now(nowNanos);
    checkers.forEach(checker -> checker.onLook(inspections));
  }

  @Override
  public void ended(long nowNanos, List<Inspection> inspections) {
    checkpoint(nowNanos, inspections);
    if (inspections.size() < Math.max(nodesPlanned, living.count())) {
      violations.unknown("only " + inspections.size() + " of the nodes answered the final reads");
    }
    if (tally.ok() == 0) {
      violations.unknown("no operation was acknowledged");
    }
    checkers.forEach(checker -> checker.onEnd(inspections));
  }
}
