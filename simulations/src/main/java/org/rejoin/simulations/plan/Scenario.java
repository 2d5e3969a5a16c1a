package org.rejoin.simulations.plan;

import java.util.List;

/**
 * A family of runs: what the cluster is, what clients do and what breaks, with ranges where a seed
 * decides. Immutable.
 *
 * @param name short name
 * @param story what happens, in a sentence or two
 */
public record Scenario(
    String name,
    String story,
    PlanConfig config,
    List<FaultTemplate> faults,
    List<WorkloadTemplate> workload) {
  /** Copies the lists. */
  public Scenario {
    faults = List.copyOf(faults);
    workload = List.copyOf(workload);
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
      long busyMillis) {}
}
