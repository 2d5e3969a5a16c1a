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
   * @param perSecond operations a second, over all nodes
   * @param elements how many different elements of a key
   * @param removes share of removals among the writes
   * @param deletes share of deletes of the whole key among the writes
   * @param reads share of reads
   * @param levels weights of local, at-least(2) and majority
   */
  record WorkloadTemplate(
      String keyspace,
      int keys,
      double perSecond,
      int elements,
      double removes,
      double deletes,
      double reads,
      List<Double> levels,
      long timeoutMillis) {}
}
