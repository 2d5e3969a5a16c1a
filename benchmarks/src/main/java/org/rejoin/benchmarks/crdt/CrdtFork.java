package org.rejoin.benchmarks.crdt;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.rejoin.benchmarks.harness.Fork;
import org.rejoin.benchmarks.harness.Sampler;

/**
 * One turn of {@code bench crdt} in a JVM of its own; started by the command, never by hand.
 *
 * @param round from 0; the first is checked most thoroughly
 * @param directory where the replicas are kept between turns
 */
record CrdtFork(
    DataType type,
    Library library,
    int size,
    int round,
    Path directory,
    String plant,
    Sampler sampler,
    List<String> measures) {
  /** The child's side. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    CrdtFork turn = ofArguments(args);
    Fork.serve(turn::workload, turn.measures, turn.sampler, out);
    System.exit(0);
  }

  private CrdtWorkload workload() {
    return CrdtWorkload.of(type, library, size, directory, Plant.named(plant), round == 0);
  }

  List<String> toArguments() {
    return List.of(
        type.name(),
        library.name(),
        Integer.toString(size),
        Integer.toString(round),
        directory.toString(),
        plant,
        sampler.toText(),
        String.join(",", measures));
  }

  private static CrdtFork ofArguments(String[] args) {
    return new CrdtFork(
        DataType.valueOf(args[0]),
        Library.valueOf(args[1]),
        Integer.parseInt(args[2]),
        Integer.parseInt(args[3]),
        Path.of(args[4]),
        args[5],
        Sampler.ofText(args[6]),
        List.of(args[7].split(",", -1)));
  }
}
