package org.rejoin.benchmarks.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lines of one run as Markdown: where it was taken, a table a type or collection measure, and the
 * targets.
 */
final class Page {
  private final List<JsonNode> rows = new ArrayList<>();
  private final List<JsonNode> targets = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final JsonNode summary;

  private Page(List<JsonNode> lines) {
    if (lines.isEmpty() || !kind(lines.get(lines.size() - 1)).equals("summary")) {
      throw new IllegalArgumentException("the last line is no summary: the run did not end");
    }
    summary = lines.get(lines.size() - 1);
    for (JsonNode line : lines.subList(0, lines.size() - 1)) {
      (kind(line).equals("target") ? targets : rows).add(line);
    }
  }

  private static String kind(JsonNode line) {
    return line.path("kind").asText("row");
  }

  /** The command whose lines these are: {@code bench crdt}. */
  static String command(List<JsonNode> lines) {
    return new Page(lines).summary.path("command").asText();
  }

  static String of(List<JsonNode> lines) {
    Page page = new Page(lines);
    page.origin();
    boolean libraries = page.rows.stream().anyMatch(row -> row.has("library"));
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    for (JsonNode row : page.rows) {
      String measure = row.get("measure").asText();
      String group = libraries ? measure : measure.substring(0, measure.indexOf('.'));
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
    }
    groups.forEach((group, rows) -> page.table(group, rows, libraries));
    page.targets();
    return page.text.toString();
  }

  private void origin() {
    line(
        "`./rejoin bench %s`, commit %s, %s. %s, %s cores, %s, Java %s; load average %s at the end;"
            + " verdict %s; %s s.",
        summary.path("arguments").asText(),
        summary.path("commit").asText(),
        summary.path("date").asText(),
        summary.path("cpu").asText(),
        summary.path("cores").asText(),
        summary.path("os").asText(),
        summary.path("java").asText(),
        Quantity.digits(summary.path("loadAverage").asDouble()),
        summary.path("verdict").asText(),
        summary.path("seconds").asText());
  }

  private void table(String group, List<JsonNode> rows, boolean libraries) {
    TreeSet<Integer> sizes = new TreeSet<>();
    Map<String, Map<Integer, String>> cells = new LinkedHashMap<>();
    Map<String, Double> spreads = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      int size = row.get("size").asInt();
      String name =
          libraries
              ? row.get("library").asText()
              : row.get("measure").asText().substring(group.length() + 1);
      sizes.add(size);
      if (libraries) {
        cells
            .computeIfAbsent("Rejoin", key -> new LinkedHashMap<>())
            .put(size, figure(row, "rejoin"));
      }
      String cell = libraries ? figure(row, "peer") : pair(row);
      cells.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(size, cell);
      spreads.merge(name, row.path("spread").asDouble(), Math::max);
    }
    line("");
    line("#### %s", group);
    line("");
    StringBuilder head = new StringBuilder("| |");
    sizes.forEach(size -> head.append(String.format(Locale.ROOT, " %,d |", size)));
    line("%s spread |", head);
    line("|---%s|---|", "|---".repeat(sizes.size()));
    cells.forEach(
        (name, bySize) -> {
          StringBuilder out = new StringBuilder("| " + name + " |");
          sizes.forEach(size -> out.append(' ').append(bySize.getOrDefault(size, "")).append(" |"));
          Double spread = spreads.get(name);
          line("%s %s |", out, spread == null ? "" : Quantity.digits(spread));
        });
  }

  private static String pair(JsonNode row) {
    String both = figure(row, "rejoin") + " / " + figure(row, "pekko");
    return row.path("ratio").isNumber()
        ? both + " (" + Quantity.digits(row.get("ratio").asDouble()) + ")"
        : both;
  }

  private static String figure(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isNumber() ? Quantity.of(value.asDouble(), row.get("unit").asText()) : "-";
  }

  private void targets() {
    if (targets.isEmpty()) {
      return;
    }
    line("");
    line("#### Targets");
    line("");
    line("| target | size | at most | Rejoin | |");
    line("|---|---|---|---|---|");
    for (JsonNode target : targets) {
      String unit = target.get("unit").asText();
      JsonNode met = target.get("met");
      line(
          "| %s | %,d | %s | %s | %s |",
          target.get("target").asText(),
          target.get("size").asInt(),
          Quantity.of(target.get("limit").asDouble(), unit).strip(),
          met.isNull() ? "-" : Quantity.of(target.get("rejoin").asDouble(), unit),
          met.isNull() ? "not measured" : met.asBoolean() ? "met" : "**missed**");
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
