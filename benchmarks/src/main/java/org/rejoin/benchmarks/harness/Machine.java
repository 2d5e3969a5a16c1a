package org.rejoin.benchmarks.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where and of what a measurement was taken: figures mean nothing without it. */
public final class Machine {
  private static final int GIT_SECONDS = 5;

  private Machine() {}

  /** Adds what is known to {@code summary}. */
  public static void describe(ObjectNode summary) {
    summary.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    summary.put("commit", commit());
    summary.put("cpu", cpu());
    summary.put("cores", Runtime.getRuntime().availableProcessors());
    summary.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    summary.put("java", Runtime.version().toString());
    summary.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude", "*")
              .directory(classes())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      boolean ended = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 ? name.strip() : "unknown";
    } catch (IOException | URISyntaxException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  /** Inside the checkout that was built, wherever the command was called. */
  private static File classes() throws URISyntaxException {
    Path location =
        Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path directory = Files.isDirectory(location) ? location : location.toAbsolutePath().getParent();
    return directory == null ? new File(".") : directory.toFile();
  }
}
