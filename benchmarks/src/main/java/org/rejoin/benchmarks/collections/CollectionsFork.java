package org.rejoin.benchmarks.collections;

import java.io.PrintStream;
import java.util.List;
import org.rejoin.benchmarks.harness.Fork;
import org.rejoin.benchmarks.harness.Sampler;

/** One turn of {@code bench collections} in a JVM of its own; started by the command. */
record CollectionsFork(Candidate candidate, int size, Sampler sampler, List<String> measures) {
  /** The child's side. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    CollectionsFork turn =
        new CollectionsFork(
            Candidate.valueOf(args[0]),
            Integer.parseInt(args[1]),
            Sampler.ofText(args[2]),
            List.of(args[3].split(",", -1)));
    Fork.serve(() -> turn.candidate.workload(turn.size), turn.measures, turn.sampler, out);
    System.exit(0);
  }

  List<String> toArguments() {
    return List.of(
        candidate.name(), Integer.toString(size), sampler.toText(), String.join(",", measures));
  }
}
