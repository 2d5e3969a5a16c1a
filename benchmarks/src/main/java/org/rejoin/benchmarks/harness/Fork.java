package org.rejoin.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A turn in a JVM of its own: no other contender's profile colours it. All contenders get the same
 * flags, the same time and the same heap.
 *
 * @param main the class to run, which calls {@link #serve}
 * @param heapMegabytes smallest and largest
 * @param limit after which the JVM is ended, and what it has not measured is a fault
 */
public record Fork(Class<?> main, int heapMegabytes, Duration limit) {
  private static final String RESULT = "result ";

  /** The child's side: builds the workload and measures. */
  public static void serve(
      Supplier<? extends Workload> workload,
      List<String> measures,
      Sampler sampler,
      PrintStream out) {
    System.setProperty("jmh.ignoreLock", "true");
    Turn.run(workload, measures, sampler, result -> print(out, result));
  }

  private static void print(PrintStream out, Result result) {
    out.println(RESULT + result.toLine());
    out.flush();
  }

  /** The parent's side: one result a measure, whatever the child does. */
  public List<Result> run(List<String> args, List<String> measures) {
    try {
      return results(start(args), measures);
    } catch (IOException e) {
      throw new IllegalStateException("no JVM could be started: " + e, e);
    }
  }

  private Process start(List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + heapMegabytes + "m");
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseParallelGC");
    command.add("-Djdk.attach.allowAttachSelf=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(args);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private List<Result> results(Process child, List<String> measures) throws IOException {
    Thread watchdog = new Thread(() -> endAfterLimit(child), "bench-limit");
    watchdog.setDaemon(true);
    watchdog.start();
    Map<String, Result> found = new LinkedHashMap<>();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(RESULT)) {
          Result result = Result.ofLine(line.substring(RESULT.length()));
          found.put(result.measure(), result);
        }
        line = lines.readLine();
      }
    } finally {
      child.destroyForcibly();
      watchdog.interrupt();
    }
    for (String measure : measures) {
      found.computeIfAbsent(measure, missing -> Result.failed(missing, unfinished(), false));
    }
    return List.copyOf(found.values());
  }

  private String unfinished() {
    return "not finished within " + limit.toSeconds() + " s or " + heapMegabytes + " MB";
  }

  private void endAfterLimit(Process child) {
    try {
      if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
