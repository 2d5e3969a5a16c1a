package org.rejoin.benchmarks.antientropy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a line an algorithm and number of differing keys: JSON Lines or a table, and as CSV. */
final class Rows {
  private static final double NANOS_A_MILLI = 1e6;

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final boolean isJson;
  private final @Nullable PrintStream csv;
  private boolean isBegun;

  /** Prints to {@code out}, and as CSV where that is wanted. */
  Rows(PrintStream out, boolean isJson, @Nullable PrintStream csv) {
    this.out = out;
    this.isJson = isJson;
    this.csv = csv;
  }

  void print(Scenario scenario, Algorithm algorithm, List<Sample> samples) {
    boolean isEngine = algorithm.buggify() != null;
    ObjectNode line = json.createObjectNode().put("algorithm", algorithm.id());
    line.put("keys", scenario.keys());
    line.put("differing", Math.round(mean(samples, Sample::differing)));
    line.put("found", mean(samples, Sample::found));
    line.put("metadataBytes", mean(samples, Sample::metadataBytes));
    line.put("metadataBytesP99", p99(samples, Sample::metadataBytes));
    line.put("repairedBytes", mean(samples, Sample::repairedBytes));
    line.put("minimalBytes", mean(samples, Sample::minimalBytes));
    line.put("roundTrips", mean(samples, Sample::roundTrips));
    line.put("roundTripsP99", p99(samples, Sample::roundTrips));
    line.put("millis", median(samples, Sample::nanos) / NANOS_A_MILLI);
    line.put(
        "tiers",
        samples.stream().map(Sample::tier).collect(Collectors.toCollection(TreeSet::new)).stream()
            .collect(Collectors.joining(", ")));
    line.put("falsePositives", mean(samples, Sample::falsePositives));
    line.put("missed", mean(samples, Sample::missed));
    line.put("kind", scenario.kind().id()).put("placement", scenario.placement().id());
    line.put("itemBytes", isEngine ? Items.ENGINE_ITEM_BYTES : scenario.itemBytes());
    line.put("seeds", samples.size());
    print(line);
  }

  private void print(ObjectNode line) {
    if (csv != null) {
      csv(csv, line);
    }
    if (isJson) {
      out.println(text(line));
    } else {
      table(line);
    }
    isBegun = true;
  }

  private void csv(PrintStream to, ObjectNode line) {
    if (!isBegun) {
      StringJoiner names = new StringJoiner(",");
      line.fieldNames().forEachRemaining(names::add);
      to.println(names);
    }
    StringJoiner values = new StringJoiner(",");
    line.forEach(value -> values.add(value.asText().replace(", ", "+")));
    to.println(values);
    to.flush();
  }

  private void table(ObjectNode line) {
    if (!isBegun) {
      out.println(
          "algorithm           keys differing     found  metadata B  p99 metadata   repaired B"
              + "     minimal B  trips    p99   millis  kind, placement, tiers");
    }
    StringJoiner notes = new StringJoiner(", ");
    for (String field : List.of("kind", "placement", "tiers")) {
      String note = line.get(field).asText();
      if (!note.isEmpty()) {
        notes.add(note);
      }
    }
    out.printf(
        Locale.ROOT,
        "%-14s %9d %9d %9.0f %13.0f %13d %13.0f %13.0f %6.1f %6d %8.1f  %s%n",
        line.get("algorithm").asText(),
        line.get("keys").asInt(),
        line.get("differing").asInt(),
        line.get("found").asDouble(),
        line.get("metadataBytes").asDouble(),
        line.get("metadataBytesP99").asLong(),
        line.get("repairedBytes").asDouble(),
        line.get("minimalBytes").asDouble(),
        line.get("roundTrips").asDouble(),
        line.get("roundTripsP99").asLong(),
        line.get("millis").asDouble(),
        notes);
  }

  /** Prints the last line. */
  void summary(ObjectNode summary) {
    out.println(isJson ? text(summary) : "verdict: " + summary.get("verdict").asText());
  }

  /** An empty summary. */
  ObjectNode newSummary() {
    return json.createObjectNode().put("kind", "summary").put("command", "bench anti-entropy");
  }

  private static double mean(List<Sample> samples, ToDoubleFunction<Sample> of) {
    return samples.stream().mapToDouble(of).average().orElse(0);
  }

  /** The largest, below a hundred samples. */
  private static long p99(List<Sample> samples, ToLongFunction<Sample> of) {
    return quantile(samples, of, 0.99);
  }

  /** For times, of which the first ones are those of a JVM that is not warm. */
  private static long median(List<Sample> samples, ToLongFunction<Sample> of) {
    return quantile(samples, of, 0.5);
  }

  private static long quantile(List<Sample> samples, ToLongFunction<Sample> of, double quantile) {
    List<Long> sorted =
        samples.stream().map(of::applyAsLong).sorted(Comparator.naturalOrder()).toList();
    return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
  }

  private String text(ObjectNode line) {
    try {
      return json.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written: " + line, e);
    }
  }
}
