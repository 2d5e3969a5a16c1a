package org.rejoin.benchmarks.crdt;

import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The one JMH benchmark: an operation of a type of a library at a size, checked before it is run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrdtOperation {
  /** {@link Library}. */
  @Param("REJOIN")
  public String library;

  /** {@link DataType}. */
  @Param("ORSET")
  public String type;

  /** {@link Measure}. */
  @Param("EDIT_ADD")
  public String measure;

  /** Elements, replica ids, or characters of the value. */
  @Param("1000")
  public int size;

  private IntFunction<Object> operation;
  private int round;

  /** For JMH. */
  public CrdtOperation() {}

  /** Builds the replicas and checks the operation. */
  @Setup
  public void prepare() {
    Cell<?, ?> cell = DataType.valueOf(type).cell(Library.valueOf(library), size);
    operation = cell.operation(Measure.valueOf(measure));
    cell.verify(Measure.valueOf(measure), operation);
  }

  /** One operation. */
  @Benchmark
  public Object run() {
    round = (round + 1) & (Cell.ROUNDS - 1);
    return operation.apply(round);
  }
}
