package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.rejoin.antientropy.RelayPolicy;

/**
 * The microblog of the published experiment, on a mesh of {@value Retwis#NODES} nodes with four
 * neighbours each, for users that are more and more unlike. Of its figures only curves were
 * published, so rows are judged by their shape: what deltas send over BP+RR grows with contention.
 *
 * <p>Paper: Enes et al., ICDE 2019, section V-C.
 */
public final class RetwisStudy {
  /** Exponents of Zipf's law. */
  public static final List<Double> EXPONENTS = List.of(0.25, 0.5, 0.75, 1.0, 1.25, 1.5);

  /** What is run: the published two, and ours with one buffer a neighbour for all objects. */
  public static final List<Algorithm> ALGORITHMS =
      List.of(Algorithm.DELTA, Algorithm.BP_RR, Algorithm.REJOIN);

  private static final double MOST_UNITS = 1.02;

  /** One copy a link, where BP+RR sends one more for each link beyond those of a tree. */
  private static final double MOST_BYTES = 0.68;

  private static final double LEAST_GROWTH = 2;

  private final int nodes;
  private final Study.Maker maker;

  /**
   * Means over the seeds.
   *
   * @param settledMillis from the last event until all nodes held all; NaN if some run never did
   */
  public record Row(
      double exponent,
      Algorithm algorithm,
      double payload,
      double metadata,
      double bytes,
      double settledMillis,
      boolean isConverged) {
    /** Payload and metadata. */
    public double units() {
      return payload + metadata;
    }
  }

  /** Judged: what a row misses, empty if nothing; its bytes over those of BP+RR. */
  public record Judged(Row row, double overBest, List<String> misses) {
    /** Copies the list. */
    public Judged {
      misses = List.copyOf(misses);
    }
  }

  /** The study with the algorithms as they are. */
  public RetwisStudy() {
    this(Retwis.NODES, RetwisStudy::replica);
  }

  /** With fewer nodes, at least 9. */
  RetwisStudy(int nodes, Study.Maker maker) {
    this.nodes = nodes;
    this.maker = maker;
  }

  /** A node of an algorithm. */
  static Replica replica(Algorithm algorithm, int self, List<Integer> neighbours) {
    return algorithm == Algorithm.REJOIN
        ? new RejoinReplica(self, neighbours, RelayPolicy.PUSH, Retwis::bytes)
        : new ObjectsReplica(() -> algorithm.replica(self, neighbours));
  }

  /** Runs all exponents; {@code each} gets every row as it is done. */
  public List<Row> run(long firstSeed, long lastSeed, Consumer<Row> each) {
    return run(EXPONENTS, firstSeed, lastSeed, each);
  }

  List<Row> run(List<Double> exponents, long firstSeed, long lastSeed, Consumer<Row> each) {
    List<Row> rows = new ArrayList<>();
    for (double exponent : exponents) {
      for (Algorithm algorithm : ALGORITHMS) {
        Row row = run(exponent, algorithm, firstSeed, lastSeed);
        rows.add(row);
        each.accept(row);
      }
    }
    return rows;
  }

  /** One of them. */
  Row run(double exponent, Algorithm algorithm, long firstSeed, long lastSeed) {
    List<List<Integer>> neighbours = Overlay.mesh(nodes);
    Retwis events = new Retwis(exponent);
    double seeds = lastSeed - firstSeed + 1;
    double payload = 0;
    double metadata = 0;
    double bytes = 0;
    double settledMillis = 0;
    boolean isConverged = true;
    for (long seed = firstSeed; seed <= lastSeed; seed++) {
      Experiment.Sent sent =
          new Experiment(
                  seed,
                  nodes,
                  events,
                  OptionalLong.empty(),
                  node -> maker.replica(algorithm, node, neighbours.get(node)))
              .run();
      payload += sent.payload() / seeds;
      metadata += sent.metadata() / seeds;
      bytes += sent.bytes() / seeds;
      double settled =
          sent.settled().isPresent() ? sent.settled().getAsLong() / 1000.0 : Double.NaN;
      settledMillis += settled / seeds;
      isConverged &= sent.isConverged();
    }
    return new Row(exponent, algorithm, payload, metadata, bytes, settledMillis, isConverged);
  }

  /** Judges rows of one run, exponents ascending: ours against BP+RR, deltas by their growth. */
  public static List<Judged> judge(List<Row> rows) {
    List<Judged> judged = new ArrayList<>();
    double least = Double.NaN;
    double most = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).exponent();
    for (Row row : rows) {
      Row best = best(rows, row.exponent());
      double over = row.bytes() / best.bytes();
      List<String> misses = new ArrayList<>();
      if (!row.isConverged()) {
        misses.add("not converged");
      }
      if (row.algorithm() == Algorithm.DELTA) {
        least = Double.isNaN(least) ? over : least;
        if (row.exponent() == most && row.exponent() > rows.get(0).exponent()) {
          grown(misses, over, least);
        }
      }
      if (row.algorithm() == Algorithm.REJOIN) {
        most(misses, "units", row.units() / best.units(), MOST_UNITS);
        most(misses, "bytes", over, MOST_BYTES);
      }
      judged.add(new Judged(row, over, misses));
    }
    return judged;
  }

  private static Row best(List<Row> rows, double exponent) {
    return rows.stream()
        .filter(row -> row.algorithm() == Algorithm.BP_RR && row.exponent() == exponent)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row bp+rr of " + exponent));
  }

  private static void grown(List<String> misses, double over, double least) {
    if (over < LEAST_GROWTH * least) {
      misses.add(
          "bytes "
              + three(over)
              + " of bp+rr, not twice the "
              + three(least)
              + " of less contention");
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
