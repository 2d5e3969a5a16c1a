package org.rejoin.benchmarks.crdt;

import java.nio.file.Path;
import java.util.function.IntFunction;
import org.rejoin.benchmarks.harness.Timed;
import org.rejoin.benchmarks.harness.Workload;

/** A type of a library at a size. */
final class CrdtWorkload implements Workload {
  private final Cell<?, ?> cell;
  private final Plant plant;
  private final boolean isThorough;

  private CrdtWorkload(Cell<?, ?> cell, Plant plant, boolean isThorough) {
    this.cell = cell;
    this.plant = plant;
    this.isThorough = isThorough;
  }

  /** Ready to be measured; {@code directory} holds the replicas, or will. */
  static CrdtWorkload of(
      DataType type, Library library, int size, Path directory, Plant plant, boolean isThorough) {
    return new CrdtWorkload(type.cell(library, size, directory), plant, isThorough);
  }

  @Override
  public boolean isTimed(String measure) {
    return Measure.of(measure).isTimed();
  }

  @Override
  public Timed timed(String measure) {
    Measure chosen = Measure.of(measure);
    IntFunction<Object> operation = cell.operation(chosen);
    cell.verify(chosen, plant.spoil(chosen, operation, () -> cell.idle(chosen)), isThorough);
    int divisor = chosen == Measure.DIGEST_LEAF ? Cell.MANY : 1;
    return new Timed(operation, cell.baseline(chosen), divisor);
  }

  @Override
  public double counted(String measure) {
    Measure chosen = Measure.of(measure);
    cell.verifyBytes(chosen);
    return cell.bytes(chosen);
  }
}
