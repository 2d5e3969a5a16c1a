package org.rejoin.demo.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What came of a whole run. Counts are sums over its files, {@code convergedMillis} and {@code
 * unreachableSeenMillis} the slowest, root hashes those at the end.
 */
public record RunReport(
    List<FileReport> files, List<String> addresses, long deltaBytes, long repairBytes) {
  static final String VALID = "VALID";
  static final String INVALID = "INVALID";
  static final String UNKNOWN = "UNKNOWN";

  private static final int MAX_VIOLATIONS = 50;

  /** VALID, INVALID or UNKNOWN: the worst of the files. */
  public String verdict() {
    List<String> verdicts = files.stream().map(FileReport::verdict).toList();
    if (verdicts.contains(INVALID)) {
      return INVALID;
    }
    return verdicts.isEmpty() || verdicts.contains(UNKNOWN) ? UNKNOWN : VALID;
  }

  /** 0 for VALID, 1 for INVALID, 2 for UNKNOWN. */
  public int exitCode() {
    return List.of(VALID, INVALID, UNKNOWN).indexOf(verdict());
  }

  /** What is wrong, or what evidence is missing, in words. */
  public List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    for (FileReport file : files) {
      file.violations().forEach(violation -> reasons.add(file.file() + ": " + violation));
      if (!file.missingEvidence().isEmpty()) {
        reasons.add(file.missingEvidence());
      }
    }
    return reasons;
  }

  /** The last line of the run, ready for JSON. */
  public Map<String, Object> summary() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "summary");
    json.put("verdict", verdict());
    json.put("nodes", addresses.size());
    json.put("addresses", addresses);
    json.put("lines", sum(FileReport::lines));
    json.put("malformed", sum(FileReport::malformed));
    json.put("acknowledged", sum(FileReport::acknowledged));
    json.put("unknown", sum(FileReport::unknown));
    json.put("lost", sum(FileReport::lost));
    json.put("duplicated", sum(FileReport::duplicated));
    json.put("ackedInCut", sides(sum(FileReport::ackedInCutWest), sum(FileReport::ackedInCutEast)));
    json.put("cutSeconds", round(files.stream().mapToDouble(FileReport::cutSeconds).sum()));
    json.put("unreachableSeenMillis", slowestSeen());
    json.put("differingBeforeHeal", sum(FileReport::differingBeforeHeal));
    json.put(
        "convergedMillis",
        files.stream().allMatch(file -> file.convergedMillis().isPresent())
            ? files.stream().mapToLong(file -> file.convergedMillis().orElse(0)).max().orElse(0)
            : null);
    json.put("rootHashes", files.isEmpty() ? Map.of() : files.get(files.size() - 1).rootHashes());
    json.put("deltaBytes", deltaBytes);
    json.put("repairBytes", repairBytes);
    json.put(
        "conflicts",
        conflicts(
            files.stream().map(FileReport::conflicts).reduce(Conflicts.NONE, Conflicts::plus)));
    json.put("files", files.size());
    json.put("violationCount", reasons().size());
    json.put("violations", reasons().stream().limit(MAX_VIOLATIONS).toList());
    return json;
  }

  /** The line of one file, ready for JSON. */
  static Map<String, Object> line(FileReport file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "file");
    json.put("file", file.file());
    json.put("verdict", file.verdict());
    json.put("sideRule", file.sideRule());
    json.put("lines", file.lines());
    json.put("malformed", file.malformed());
    json.put("acknowledged", file.acknowledged());
    json.put("unknown", file.unknown());
    json.put("lost", file.lost());
    json.put("duplicated", file.duplicated());
    json.put("ackedInCut", sides(file.ackedInCutWest(), file.ackedInCutEast()));
    json.put("cutSeconds", round(file.cutSeconds()));
    json.put("unreachableSeenMillis", file.unreachableSeenMillis());
    json.put("differingBeforeHeal", file.differingBeforeHeal());
    json.put(
        "convergedMillis",
        file.convergedMillis().isPresent() ? file.convergedMillis().getAsLong() : null);
    json.put("rootHashes", file.rootHashes());
    json.put("conflicts", conflicts(file.conflicts()));
    json.put("violations", file.violations().stream().limit(MAX_VIOLATIONS).toList());
    return json;
  }

  private long sum(ToLongFunction<FileReport> field) {
    return files.stream().mapToLong(field).sum();
  }

  private Map<String, Long> slowestSeen() {
    Map<String, Long> slowest = new TreeMap<>();
    files.forEach(
        file ->
            file.unreachableSeenMillis()
                .forEach((node, millis) -> slowest.merge(node, millis, Math::max)));
    return slowest;
  }

  private static Map<String, Long> sides(long west, long east) {
    Map<String, Long> json = new LinkedHashMap<>();
    json.put("west", west);
    json.put("east", east);
    return json;
  }

  private static Map<String, Long> conflicts(Conflicts conflicts) {
    Map<String, Long> json = new LinkedHashMap<>();
    json.put("lww", conflicts.lww());
    json.put("siblings", conflicts.siblings());
    json.put("reconciled", conflicts.reconciled());
    return json;
  }

  private static double round(double seconds) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3f", seconds));
  }
}
