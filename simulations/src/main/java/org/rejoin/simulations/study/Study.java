package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The published experiment for one workload and overlay: every algorithm with the same seeds, and
 * the verdict on each.
 *
 * <p>Paper: Enes, Almeida, Baquero, Leitao, <i>Efficient Synchronization of State-based CRDTs</i>,
 * ICDE 2019.
 */
public final class Study {
  /** How far a mean may be from what was published. */
  public static final double BAND = 0.02;

  private static final double MOST_PAYLOAD = 0.66;
  private static final double MOST_PULLED = 0.31;
  private static final double MOST_UNITS = 1.02;

  private final Workload workload;
  private final Overlay overlay;
  private final Maker maker;

  /** Makes a node of an algorithm. */
  interface Maker {
    Replica replica(Algorithm algorithm, int self, List<Integer> neighbours);
  }

  /**
   * Means over the seeds.
   *
   * @param bytes of payload, an entry counted for {@value Algorithm#ENTRY_BYTES}, and of ids
   * @param settledMillis from the last event until all nodes held all; NaN if some run never did
   * @param isConverged whether all nodes of all runs held all events at the end, or the runs were
   *     to end before
   */
  public record Row(
      Workload workload,
      Overlay overlay,
      Algorithm algorithm,
      double payload,
      double metadata,
      double bytes,
      double settledMillis,
      OptionalLong published,
      OptionalLong publishedPayload,
      boolean isConverged) {
    /** Payload and metadata. */
    public double units() {
      return payload + metadata;
    }
  }

  /** Judged: what a row misses, empty if nothing. */
  public record Judged(Row row, List<String> misses) {
    /** Copies the list. */
    public Judged {
      misses = List.copyOf(misses);
    }
  }

  /** The experiment with the algorithms as they are. */
  public Study(Workload workload, Overlay overlay) {
    this(workload, overlay, Algorithm::replica);
  }

  Study(Workload workload, Overlay overlay, Maker maker) {
    this.workload = workload;
    this.overlay = overlay;
    this.maker = maker;
  }

  /** Runs all algorithms; {@code each} gets every row as it is done, in the order of the enum. */
  public List<Row> run(long firstSeed, long lastSeed, Consumer<Row> each) {
    List<Row> rows = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      Row row = run(algorithm, firstSeed, lastSeed);
      rows.add(row);
      each.accept(row);
    }
    return rows;
  }

  /** One algorithm. */
  Row run(Algorithm algorithm, long firstSeed, long lastSeed) {
    List<List<Integer>> neighbours = overlay.neighbours();
    OptionalLong stopAt = Published.stopAt(workload, overlay, algorithm);
    double seeds = lastSeed - firstSeed + 1;
    long payload = 0;
    long metadata = 0;
    long bytes = 0;
    double settledMillis = 0;
    boolean isConverged = true;
    for (long seed = firstSeed; seed <= lastSeed; seed++) {
      Experiment.Sent sent =
          new Experiment(
                  seed,
                  Overlay.NODES,
                  workload.events(),
                  stopAt,
                  node -> maker.replica(algorithm, node, neighbours.get(node)))
              .run();
      payload += sent.payload();
      metadata += sent.metadata();
      bytes += sent.bytes();
      settledMillis +=
          sent.settled().isPresent() ? sent.settled().getAsLong() / 1000.0 : Double.NaN;
      isConverged &= sent.isConverged() || stopAt.isPresent();
    }
    return new Row(
        workload,
        overlay,
        algorithm,
        payload / seeds,
        metadata / seeds,
        bytes / seeds,
        settledMillis / seeds,
        Published.units(workload, overlay, algorithm),
        Published.payload(workload, overlay, algorithm),
        isConverged);
  }

  /** Judges rows of one run of {@link #run}: ours against our BP+RR, the others as published. */
  public static List<Judged> judge(List<Row> rows, double band) {
    Row best =
        rows.stream()
            .filter(row -> row.algorithm() == Algorithm.BP_RR)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no row bp+rr among " + rows));
    return rows.stream().map(row -> new Judged(row, misses(row, best, band))).toList();
  }

  private static List<String> misses(Row row, Row best, double band) {
    List<String> misses = new ArrayList<>();
    if (!row.isConverged()) {
      misses.add("not converged");
    }
    compare(misses, "units", row.units(), row.published(), band);
    compare(misses, "payload", row.payload(), row.publishedPayload(), band);
    if (!row.algorithm().isPublished()) {
      most(misses, "units", row.units() / best.units(), MOST_UNITS);
      if (row.overlay() == Overlay.MESH) {
        if (row.algorithm() == Algorithm.REJOIN) {
          most(misses, "payload", row.payload() / best.payload(), MOST_PAYLOAD);
        } else {
          most(misses, "bytes", row.bytes() / best.bytes(), MOST_PULLED);
        }
      }
    }
    return misses;
  }

  private static void compare(
      List<String> misses, String what, double value, OptionalLong published, double band) {
    if (published.isPresent()) {
      double ratio = value / published.getAsLong();
      if (Math.abs(ratio - 1) > band) {
        misses.add(what + " " + three(ratio) + " of the published");
      }
    }
  }

  private static void most(List<String> misses, String what, double ratio, double most) {
    if (ratio > most) {
      misses.add(what + " " + three(ratio) + " of bp+rr, at most " + most);
    }
  }

  private static double three(double ratio) {
    return Math.round(ratio * 1000) / 1000.0;
  }
}
