package org.rejoin.simulations.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.world.Inspection;

/**
 * I15: what a key takes is bounded by what it shows and by who wrote it, however much was removed
 * since. At the end its bytes are at most those of its values, and so many for each live element
 * and each replica; and over a long time of steady work they do not grow.
 *
 * <p>Ids of former starts count as replicas, since no cluster seals them yet. For the same reason
 * types in which removals win are left out: they keep the dots of what was removed until a cut. So
 * are bounded counters, which keep a row for each pair of replicas between which rights moved.
 */
final class Metadata implements Checker {
  /** Lengths, a dot (an id of 8 bytes, a counter), and a stamp where there is one. */
  private static final long AN_ELEMENT = 24;

  /** An id and a counter in what was seen; of a counter also two sums of up to 9 bytes. */
  private static final long A_REPLICA = 32;

  private static final long A_KEY = 32;

  /** Fewer looks say nothing of growth. */
  private static final int LONG = 48;

  /** Looks that are near each other see much the same: their means do less so. */
  private static final int BLOCKS = 10;

  private final Oracle oracle;
  private final Violations violations;
  private final Map<String, DataType> types = new HashMap<>();
  private final List<Double> totals = new ArrayList<>();
  private boolean isOver;

  Metadata(Oracle oracle, Violations violations, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    plan.config().keyspaces().forEach(keyspace -> types.put(keyspace.name(), keyspace.type()));
  }

  private boolean isJudged(KeyRef key) {
    return switch (types.getOrDefault(key.keyspace(), DataType.RW_SET)) {
      case RW_SET, DW_FLAG, OR_MAP, BOUNDED_COUNTER -> false;
      default -> true;
    };
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    if (!isOver && !nodes.isEmpty()) {
      double total = 0;
      for (var entry : nodes.get(0).states().entrySet()) {
        total += isJudged(entry.getKey()) ? entry.getValue().toBytes().length : 0;
      }
      totals.add(total);
    }
  }

  @Override
  public void onHealed(List<Knowledge> nodes) {
    isOver = true;
    if (totals.size() >= LONG) {
      List<Double> blocks = new ArrayList<>();
      int size = totals.size() / (BLOCKS + 2);
      for (int from = totals.size() - BLOCKS * size; from < totals.size(); from += size) {
        blocks.add(mean(totals.subList(from, from + size)));
      }
      double growth = Trend.of(blocks).surelyAtLeast() * BLOCKS;
      if (growth > mean(blocks) / 10) {
        violations.add(
            "I15",
            "under steady work all keys grew by " + growth + " of " + mean(blocks) + " bytes");
      }
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }

  /** One node stands for all: they are equal. */
  @Override
  public void onEnd(List<Inspection> nodes) {
    if (oracle.convergedMillis() >= 0 && !nodes.isEmpty()) {
      Knowledge node = oracle.knowledgeOf(nodes.get(0).incarnation());
      nodes
          .get(0)
          .states()
          .forEach(
              (key, state) -> {
                if (isJudged(key)) {
                  check(node, oracle.typed(key), state.toBytes().length);
                }
              });
    }
  }

  private void check(Knowledge node, KeyAndFamily key, long bytes) {
    List<Event> seen = node.log(key.key(), node.epoch(key.key())).edits();
    long replicas = seen.stream().map(Event::origin).distinct().count();
    long most = A_KEY + A_REPLICA * replicas + bytesOf(key.spec().expected(seen));
    if (bytes > most) {
      violations.about(key.key(), node.incarnation(), Violations.NO_OP);
      violations.add(
          "I15", node.incarnation() + " holds " + key + " in " + bytes + " bytes, at most " + most);
    }
  }

  /** What the live elements of a value may take. */
  private static long bytesOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return bytesOf(map.keySet()) + bytesOf(map.values());
    }
    if (value instanceof Collection<?> many) {
      return many.stream().mapToLong(Metadata::bytesOf).sum();
    }
    return AN_ELEMENT + String.valueOf(value).getBytes(StandardCharsets.UTF_8).length;
  }
}
