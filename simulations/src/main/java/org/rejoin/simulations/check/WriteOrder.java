package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Client;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.Inspection;

/**
 * The rest of I10, which nobody is promised and which is counted only: a node that holds a client's
 * write of a key without the client's write before it, or without what the client had read before
 * it. Of what was written since the look before.
 */
final class WriteOrder implements Checker {
  private final Oracle oracle;
  private final Map<Client, Past> clients = new HashMap<>();
  private final List<Written> fresh = new ArrayList<>();

  private static final class Past {
    @Nullable Update write;
    @Nullable Held read;
  }

  private record Written(Update write, @Nullable Update before, @Nullable Held read) {}

  WriteOrder(Oracle oracle) {
    this.oracle = oracle;
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    Update update = oracle.updateOf(op);
    if (result.isAcked() && update != null) {
      Past past = clients.computeIfAbsent(op.client(), client -> new Past());
      fresh.add(new Written(update, past.write, past.read));
      past.write = update;
    }
  }

  @Override
  public void onRead(Knowledge node, PlannedOp op, ReadResult<?> result) {
    if (result instanceof ReadResult.Found<?> found && !op.isFinalRead()) {
      clients.computeIfAbsent(op.client(), client -> new Past()).read =
          new Held(found.value(), found.epoch());
    }
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    for (Written written : fresh) {
      nodes.forEach(node -> count(written, node));
    }
    fresh.clear();
  }

  private void count(Written written, Inspection node) {
    Knowledge known = oracle.knowledgeOf(node.incarnation());
    Update write = written.write;
    Crdt<?> state = node.states().get(write.key());
    if (state == null || !known.hasSeen(write)) {
      return;
    }
    Held held = new Held(state, known.epoch(write.key()));
    Update before = written.before;
    if (before != null && before.epoch() == held.epoch() && !known.hasSeen(before)) {
      oracle.tally().count("Write held without the one before");
    }
    if (written.read != null && !held.shows(written.read)) {
      oracle.tally().count("Write held without what was read before");
    }
  }
}
