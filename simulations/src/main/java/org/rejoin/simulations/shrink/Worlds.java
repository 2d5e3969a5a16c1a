package org.rejoin.simulations.shrink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.plan.ScenarioReader;

/**
 * Plain worlds: links that only take their time, and always the same; settings as they are when
 * nothing is set. Goes by the tree of a world, so that what is added to worlds needs nothing here.
 */
final class Worlds {
  /** What others make smaller, and the bound that a run is judged by. */
  private static final Set<String> KEPT =
      Set.of("nodes", "keyspaces", "phases", "convergeWithinMillis", "excused");

  private static final ObjectNode PLAIN =
      PlanJson.tree(
          ScenarioReader.read(
                  """
                  meta.name = plain
                  cluster { nodes = 1, groups = 1, keyspaces = [{ name = a, type = or-set }] }
                  network.default.latency = 1 ms
                  """)
              .config());

  private Worlds() {}

  static void makePlain(Trial trial) {
    ObjectNode all = PlanJson.tree(trial.plan().config());
    for (String name : names(all)) {
      if (!KEPT.contains(name) && PLAIN.has(name)) {
        all.set(name, PLAIN.get(name));
      }
    }
    if (accepts(trial, all)) {
      return;
    }
    for (String name : names(PLAIN)) {
      if (!KEPT.contains(name)) {
        replace(trial, List.of(name), PLAIN.get(name));
      }
    }
  }

  /** Sets a part to its plain form; if that will not do, each of its own parts. */
  private static void replace(Trial trial, List<String> path, JsonNode plain) {
    ObjectNode tree = PlanJson.tree(trial.plan().config());
    ObjectNode parent = tree;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = (ObjectNode) parent.get(name);
    }
    String last = path.get(path.size() - 1);
    JsonNode now = parent.get(last);
    if (plain.equals(now)) {
      return;
    }
    parent.set(last, plain);
    if (!accepts(trial, tree) && plain.isObject() && now != null && now.isObject()) {
      for (String name : names(plain)) {
        if (now.has(name)) {
          List<String> deeper = new ArrayList<>(path);
          deeper.add(name);
          replace(trial, deeper, plain.get(name));
        }
      }
    }
  }

  private static boolean accepts(Trial trial, ObjectNode tree) {
    Plan candidate;
    try {
      PlanConfig config = PlanJson.config(tree);
      candidate = trial.plan().withConfig(config);
    } catch (IllegalArgumentException e) {
      return false; // parts that do not go together
    }
    return trial.accepts(candidate);
  }

  private static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
