package org.rejoin.simulations.plan;

import java.util.List;

/**
 * A family of runs: what the cluster is, what clients do and what breaks, with ranges where a seed
 * decides. Immutable.
 *
 * @param name short name
 * @param story what happens, in a sentence or two
 * @param noLoss whether fewer disks lose data than hold any acknowledged durable write
 */
public record Scenario(
    String name,
    String story,
    PlanConfig config,
    List<FaultTemplate> faults,
    List<WorkloadTemplate> workload,
    boolean noLoss) {
  /** Copies the lists. */
  public Scenario {
    faults = List.copyOf(faults);
    workload = List.copyOf(workload);
  }

  /** How many disks may lose data: one less than hold any acknowledged durable write. */
  int expendable() {
    int nodes = config.nodes().size();
    int copies = nodes;
    for (WorkloadTemplate load : workload) {
      boolean isDurable =
          config.keyspaces().stream().anyMatch(k -> k.durable() && k.name().equals(load.keyspace));
      copies = isDurable ? Math.min(copies, load.copies(nodes)) : copies;
    }
    return copies - 1;
  }

  /**
   * What clients do with one keyspace.
   *
   * @param keys how many keys
   * @param skew exponent of the keys' popularity (Zipf); 0: all are alike
   * @param perSecond operations a second, over all nodes
   * @param elements how many different elements of a key
   * @param removes share of removals among the writes
   * @param deletes share of deletes of the whole key among the writes
   * @param reads share of reads
   * @param appends share of the values written to registers that are appended to what is there
   * @param levels weights of local, at-least(2) and majority
   * @param sessions whether a client keeps its node ({@code sticky}), changes it from time to time
   *     ({@code roaming}) or asks any ({@code any})
   * @param idleMillis nothing is asked for so long, then for {@code busyMillis} as often as said,
   *     and so on; 0: always
   */
  record WorkloadTemplate(
      String keyspace,
      int keys,
      double skew,
      double perSecond,
      int elements,
      double removes,
      double deletes,
      double reads,
      double appends,
      List<Double> levels,
      long timeoutMillis,
      String sessions,
      long idleMillis,
      long busyMillis) {
    /** How many nodes hold any acknowledged write at least. */
    private int copies(int nodes) {
      if (levels.get(0) > 0) {
        return 1;
      }
      return levels.get(1) > 0 ? Math.min(2, nodes) : nodes / 2 + 1;
    }
  }
}
