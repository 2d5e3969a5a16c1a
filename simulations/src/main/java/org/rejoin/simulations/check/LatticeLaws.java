package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.CrdtType;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.world.Inspection;

/**
 * I9: the laws hold of states that are reached. At each look some keys are taken, with their states
 * on up to three nodes, one perhaps of an earlier look, read from their bytes; of every few edits,
 * that the state before joined with the delta is the state after.
 */
final class LatticeLaws implements Checker {
  private static final int ONE_EDIT_IN = 16;
  private static final int KEYS_A_LOOK = 2;
  private static final int LARGEST = 4096;
  private final Oracle oracle;
  private final Violations violations;
  private int looks;
  private long edits;
  private @Nullable Edit edit;

  private final Map<KeyRef, Held> earlier = new HashMap<>();

  private record Edit(Update update, Crdt<?> before) {}

  LatticeLaws(Oracle oracle, Violations violations) {
    this.oracle = oracle;
    this.violations = violations;
  }

  @Override
  public void onMade(Update update, Event event, KeyAndFamily key) {
    edit = null;
    if (++edits % ONE_EDIT_IN == 0) {
      Knowledge.Shown shown = oracle.knowledgeOf(update.origin()).shown(update.key());
      if (shown != null && shown.epoch() == update.epoch()) {
        edit = new Edit(update, shown.state());
      }
    }
  }

  @Override
  public void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {
    Edit made = edit;
    edit = null;
    if (made != null
        && made.update.origin().equals(node.incarnation())
        && made.update.key().equals(key.key())
        && !Held.same(Held.join(made.before, made.update.delta()), shown.state())) {
      violations.add("I9", "the delta is not what was changed by " + made.update);
    }
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    TreeSet<KeyRef> keys = new TreeSet<>();
    nodes.forEach(node -> keys.addAll(node.states().keySet()));
    List<KeyRef> all = new ArrayList<>(keys);
    for (int i = 0; i < Math.min(KEYS_A_LOOK, all.size()); i++) {
      look(nodes, all.get(looks++ % all.size()));
    }
  }

  private void look(List<Inspection> nodes, KeyRef key) {
    Map<Long, List<Crdt<?>>> states = new TreeMap<>();
    Held before = earlier.get(key);
    if (before != null) {
      states.computeIfAbsent(before.epoch(), e -> new ArrayList<>()).add(before.state());
    }
    for (int i = 0; i < nodes.size(); i++) {
      Inspection node = nodes.get((looks + i) % nodes.size());
      Crdt<?> state = node.states().get(key);
      if (state != null && state.toBytes().length <= LARGEST) {
        long epoch = oracle.knowledgeOf(node.incarnation()).epoch(key);
        states.computeIfAbsent(epoch, e -> new ArrayList<>()).add(state);
        earlier.put(key, new Held(state, epoch));
      }
    }
    for (List<Crdt<?>> some : states.values()) {
      String broken = broken(some);
      if (!broken.isEmpty()) {
        violations.about(key, null, Violations.NO_OP);
        violations.add("I9", broken + ", of " + key + ": " + some);
      }
    }
  }

  /** Which law these states of one key break; empty if none. */
  static String broken(List<Crdt<?>> states) {
    return lawsOf(states.get(0), states);
  }

  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> String lawsOf(Crdt<?> any, List<Crdt<?>> states) {
    CrdtType<S> type = ((S) any).type();
    List<S> read = new ArrayList<>();
    for (Crdt<?> state : states) {
      S copy = type.read(state.toBytes());
      if (!Held.same(copy, state)) {
        return "a state does not survive its bytes";
      }
      read.add(copy);
    }
    S a = read.get(0);
    S b = read.get(1 % read.size());
    S c = read.get(2 % read.size());
    if (!Held.same(a.join(a), a)) {
      return "a join with itself changes a state";
    }
    if (!Held.same(a.join(b), b.join(a))) {
      return "a join depends on the sides";
    }
    if (!Held.same(a.join(b).join(c), a.join(b.join(c)))) {
      return "a join depends on the order";
    }
    if (!Held.same(a.decompose().reduce(type.bottom(), Crdt::join), a)) {
      return "the parts do not join to the whole";
    }
    return a.equals(b) == Held.same(a, b) ? "" : "equal states differ in bytes, or others do not";
  }
}
