package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.world.Inspection;

/**
 * I14: two roots are equal exactly when the maps from key to version are, and two versions of a key
 * exactly when the states are. Also that reads and listings show what the trace has shown.
 */
final class MerkleSoundness implements Checker {
  private final Oracle oracle;
  private final Violations violations;
  private final Map<String, Look> byRoot = new TreeMap<>();
  private final Map<Map<KeyRef, Long>, Look> byVersions = new HashMap<>();
  private final Map<KeyVersion, Long> stateOfVersion = new HashMap<>();
  private final Map<KeyVersion, Long> versionOfState = new HashMap<>();

  private record KeyVersion(KeyRef key, long number) {}

  private record Look(String who, String root, Map<KeyRef, Long> versions) {}

  MerkleSoundness(Oracle oracle, Violations violations) {
    this.oracle = oracle;
    this.violations = violations;
  }

  @Override
  public void onLook(List<Inspection> nodes) {
    for (Inspection node : nodes) {
      roots(node);
      node.states().forEach((key, state) -> versions(node, key, state));
      audit(node);
    }
  }

  private void roots(Inspection node) {
    Look look =
        new Look(node.incarnation().toString(), node.status().root(), Map.copyOf(node.versions()));
    Look sameRoot = byRoot.putIfAbsent(look.root, look);
    if (sameRoot != null && !sameRoot.versions.equals(look.versions)) {
      violations.add(
          "I14",
          look.who + " and " + sameRoot.who + " show root " + look.root + " over other keys");
    }
    Look sameVersions = byVersions.putIfAbsent(look.versions, look);
    if (sameVersions != null && !sameVersions.root.equals(look.root)) {
      violations.add(
          "I14",
          look.who
              + " and "
              + sameVersions.who
              + " hold the same versions and show roots "
              + look.root
              + " and "
              + sameVersions.root);
    }
    if (node.status().keys() + node.status().tombstones() != node.versions().size()) {
      violations.add(
          "I14",
          look.who
              + " counts "
              + node.status().keys()
              + " keys and "
              + node.status().tombstones()
              + " tombstones and lists "
              + node.versions().size());
    }
  }

  private void versions(Inspection node, KeyRef key, Crdt<?> state) {
    long version = node.versions().getOrDefault(key, 0L);
    long epoch = oracle.knowledgeOf(node.incarnation()).epoch(key);
    long hash = Knowledge.Shown.hash(state, epoch);
    Long before = stateOfVersion.putIfAbsent(new KeyVersion(key, version), hash);
    Long other = versionOfState.putIfAbsent(new KeyVersion(key, hash), version);
    if ((before != null && before != hash) || (other != null && other != version)) {
      violations.add(
          "I14",
          node.incarnation() + " gives " + key + " a version that does not tell its state apart");
    }
  }

  private void audit(Inspection node) {
    Map<KeyRef, Long> read = new TreeMap<>();
    Knowledge known = oracle.knowledgeOf(node.incarnation());
    node.states()
        .forEach((key, state) -> read.put(key, Knowledge.Shown.hash(state, known.epoch(key))));
    Map<KeyRef, Long> traced = new TreeMap<>();
    known
        .shown()
        .forEach(
            (key, shown) -> {
              if (!shown.state().isBottom()) {
                traced.put(key, shown.hash());
              }
            });
    if (!read.equals(traced)) {
      violations.add(
          "I7",
          node.incarnation()
              + " reads "
              + read.keySet()
              + ", its trace shows "
              + traced.keySet()
              + ", or other states of them");
    }
  }
}
