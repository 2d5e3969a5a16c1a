package org.rejoin.benchmarks.crdt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rejoin.benchmarks.harness.Contest;
import org.rejoin.benchmarks.harness.Result;
import org.rejoin.benchmarks.harness.Sampler;
import org.rejoin.benchmarks.harness.Turn;

/**
 * Turns in this JVM, for quick runs: replicas are built once, and one contender's profile colours
 * the other's.
 */
final class CrdtTurns implements Contest.Runner {
  private final Map<Library, CrdtWorkload> workloads = new EnumMap<>(Library.class);
  private final DataType type;
  private final int size;
  private final Path directory;
  private final Plant plant;
  private final Sampler sampler;

  CrdtTurns(DataType type, int size, Path directory, String plant, Sampler sampler) {
    this.type = type;
    this.size = size;
    this.directory = directory;
    this.plant = Plant.named(plant);
    this.sampler = sampler;
  }

  @Override
  public List<Result> turn(String contender, int round, List<String> measures) {
    List<Result> results = new ArrayList<>();
    Library library = Library.valueOf(contender);
    Turn.run(() -> workload(library, round), measures, sampler, results::add);
    return results;
  }

  private CrdtWorkload workload(Library library, int round) {
    return workloads.computeIfAbsent(
        library, absent -> CrdtWorkload.of(type, library, size, directory, plant, round == 0));
  }
}
