package org.rejoin.simulations.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.report.Row.Kind;

/**
 * One page about one run, in one file: no network, no fonts, readable without JavaScript. Made of
 * the plan, the results as {@code results.json} has them, and the trace. At most 2 MB: if need be
 * fewer events are shown, and the page says so.
 */
public final class HtmlReport {
  private static final int MAX_BYTES = 2_000_000;
  private static final int[] EVENTS_AROUND = {200, 100, 50, 20, 5};
  private static final Map<String, String> OUTCOMES =
      new TreeMap<>(Map.of("I3", "Lost", "I2", "Stale", "I4", "Resurrected"));

  private final Plan plan;
  private final JsonNode results;
  private final Trace trace;

  private HtmlReport(Plan plan, JsonNode results, Trace trace) {
    this.plan = plan;
    this.results = results;
    this.trace = trace;
  }

  /** The page. */
  public static String of(Plan plan, JsonNode results, Trace trace) {
    HtmlReport report = new HtmlReport(plan, results, trace);
    String page = "";
    for (int around : EVENTS_AROUND) {
      page = report.page(around);
      if (page.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
        return page;
      }
    }
    throw new IllegalStateException("a page of " + page.length() + " characters");
  }

  private String page(int around) {
    String title =
        results.path("verdict").asText() + " " + plan.scenario() + " seed " + plan.seed();
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<title>"
        + Html.escape(title)
        + "</title>\n<style>"
        + resource("report.css")
        + "</style></head>\n<body><main>\n"
        + head()
        + story()
        + diagram(around)
        + outcomes()
        + new Charts(plan, new Facts(plan, trace.rows())).draw()
        + judged()
        + "</main><script>"
        + resource("report.js")
        + "</script></body></html>\n";
  }

  private String head() {
    String verdict = results.path("verdict").asText("UNKNOWN");
    StringBuilder head = new StringBuilder("<header class=\"");
    head.append(Html.escape(verdict.toLowerCase(Locale.ROOT))).append("\"><p class=\"verdict\">");
    head.append(sign(verdict)).append(' ').append(Html.escape(verdict)).append("</p><h1>");
    head.append(Html.escape(plan.scenario())).append(" <small>seed ").append(plan.seed());
    head.append("</small></h1>");
    Scenarios.named(plan.scenario())
        .ifPresent(s -> head.append("<p>").append(Html.escape(s.story())).append("</p>"));
    words("violated")
        .forEach(
            why ->
                head.append("<strong class=\"tag\">")
                    .append(Html.escape(why))
                    .append("</strong> "));
    head.append("<dl>");
    entry(head, "event hash", results.path("eventHash").asText());
    entry(head, "plan hash", hash(PlanJson.write(plan)));
    entry(head, "virtual seconds", Html.number(results.path("virtualSeconds").asDouble()));
    entry(head, "events", results.path("events").asText());
    JsonNode converged = results.path("convergedMillis");
    entry(
        head,
        "converged",
        converged.isNumber() ? converged.asText() + " ms after the heal" : "never");
    entry(head, "operations", operations());
    entry(
        head,
        "planned",
        plan.ops().size()
            + " operations, "
            + plan.faults().size()
            + " faults, "
            + plan.config().nodes().size()
            + " nodes");
    head.append("</dl>");
    String replay = results.path("replay").asText();
    if (!replay.isEmpty()) {
      head.append("<p class=\"replay\"><code id=\"replay\">")
          .append(Html.escape(replay))
          .append("</code></p>");
    }
    if (trace.dropped() > 0) {
      head.append("<p class=\"cut\">Truncated: ").append(trace.dropped());
      head.append(" rows of the trace were dropped; charts count the rows that are left.</p>");
    }
    return head.append("</header>\n").toString();
  }

  private static String sign(String verdict) {
    return switch (verdict) {
      case "VALID" -> "\u2713";
      case "INVALID" -> "\u2717";
      default -> "?";
    };
  }

  private String operations() {
    JsonNode ended = results.path("operations");
    return ended.path("ok").asText("0")
        + " ok, "
        + ended.path("failed").asText("0")
        + " failed, "
        + ended.path("unknown").asText("0")
        + " unknown";
  }

  private static void entry(StringBuilder into, String name, String value) {
    into.append("<div><dt>").append(name).append("</dt><dd>");
    into.append(Html.escape(value)).append("</dd></div>");
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }

  private List<String> words(String field) {
    List<String> words = new ArrayList<>();
    results.path(field).forEach(node -> words.add(node.asText()));
    return words;
  }

  private String story() {
    int violation = violation();
    if (violation < 0) {
      List<String> why = words("why");
      return why.isEmpty() ? "" : Html.section("why", "Why", list(why));
    }
    return Html.section("story", "How it came about", list(Story.of(plan, trace)));
  }

  private static String list(List<String> sentences) {
    StringBuilder list = new StringBuilder("<ul class=\"story\">");
    for (String sentence : sentences) {
      boolean isDetail = sentence.startsWith(" ");
      list.append(isDetail ? "<li class=\"detail\">" : "<li>");
      list.append(Html.escape(sentence.strip())).append("</li>\n");
    }
    return list.append("</ul>\n").toString();
  }

  private int violation() {
    for (int i = 0; i < trace.rows().size(); i++) {
      if (trace.rows().get(i).is(Kind.VIOLATION)) {
        return i;
      }
    }
    return -1;
  }

  /** Around the first violation; else around the first fault; else around the first edit. */
  private int centre() {
    int violation = violation();
    for (Kind kind : List.of(Kind.FAULT, Kind.EDIT)) {
      for (int i = 0; i < trace.rows().size() && violation < 0; i++) {
        violation = trace.rows().get(i).is(kind) ? i : violation;
      }
    }
    return violation;
  }

  private String diagram(int around) {
    List<Row> rows = trace.rows();
    int centre = centre();
    if (centre < 0) {
      return "";
    }
    long event = rows.get(centre).event();
    int first = centre;
    int last = centre;
    while (first > 0 && rows.get(first - 1).event() >= event - around) {
      first--;
    }
    while (last < rows.size() && rows.get(last).event() <= event + around) {
      last++;
    }
    int violation = violation();
    Set<Integer> cone =
        violation < 0 ? Set.of() : Cone.of(rows, violation, Story.keyOf(plan, rows.get(violation)));
    SpaceTime diagram = new SpaceTime(plan, rows, first, last, cone);
    String about =
        (violation < 0
                ? "Nothing broke: around the first fault or edit. "
                : "Around the first violation. ")
            + "Events "
            + rows.get(first).event()
            + " to "
            + rows.get(last - 1).event()
            + " of "
            + results.path("events").asText()
            + (around < EVENTS_AROUND[0] ? " (truncated, to keep the page small)" : "")
            + ". Time goes from left to right; gaps without events are shortened.";
    String body =
        "<p>"
            + Html.escape(about)
            + "</p>"
            + legend(!cone.isEmpty())
            + diagram.draw()
            + "<aside id=\"detail\" aria-live=\"polite\">Focus a mark or a line to read it here.</aside>"
            + Html.twin("As a table", List.of("virtual seconds", "node", "what"), diagram.table());
    return Html.section("diagram", "Space and time", body);
  }

  private static String legend(boolean hasCone) {
    return "<p class=\"legend\"><span class=\"key line delta\"></span>delta "
        + "<span class=\"key line repair\"></span>repair "
        + "<span class=\"key line control\"></span>control "
        + "<i>\u00d7 lost</i> <i>! damaged</i> <i>\u25a0 edit</i> <i>\u25cf join</i> "
        + "<i>\u2713 answer</i> <i>\u25b2 report</i> <i>\u25c6 start or death</i> "
        + "<i><b class=\"red\">\u2717</b> violation</i></p>"
        + (hasCone
            ? "<p class=\"legend script\"><label><input type=\"checkbox\" id=\"coneonly\"> fade what"
                + " did not lead there</label></p>"
            : "");
  }

  private String outcomes() {
    StringBuilder body = new StringBuilder();
    List<String> why = words("why");
    OUTCOMES.forEach(
        (invariant, name) -> {
          List<String> found = why.stream().filter(w -> w.startsWith(invariant + " ")).toList();
          body.append("<h3>").append(name).append("</h3>");
          body.append(found.isEmpty() ? "<p>None.</p>" : list(found));
        });
    return Html.section("outcomes", "Lost, stale, resurrected", body.toString());
  }

  private String judged() {
    Map<String, Long> traced = new TreeMap<>();
    JsonNode counted = results.path("traced");
    counted.fieldNames().forEachRemaining(name -> traced.put(name, counted.path(name).asLong()));
    Invariants.Counts counts =
        new Invariants.Counts(
            traced,
            results.path("operations").path("ok").asLong(),
            !results.path("once").asBoolean(false));
    List<List<String>> ledger =
        traced.entrySet().stream().map(e -> List.of(e.getKey(), "" + e.getValue())).toList();
    return Html.section(
            "invariants",
            "Invariants",
            Invariants.table(counts, words("violated"), plan.config().excused()))
        + Html.section(
            "ledger", "What happened, and how often", Html.table(List.of("what", "times"), ledger));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
