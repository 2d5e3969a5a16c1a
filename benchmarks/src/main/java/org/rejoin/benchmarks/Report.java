package org.rejoin.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints rows and the summary: JSON Lines and nothing else, or a table. Not thread-safe. */
public final class Report {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private static final String TABLE = "%-30s %8s %14s %14s %-5s %7s %7s  %s%n";

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final boolean asJson;
  private boolean begun;

  /** Prints to {@code out}. */
  public Report(PrintStream out, boolean asJson) {
    this.out = out;
    this.asJson = asJson;
  }

  /** Prints one row. */
  public void row(Row row) {
    if (asJson) {
      ObjectNode line = json.createObjectNode();
      line.put("measure", row.measure());
      line.put("size", row.size());
      if (row.library() != null) {
        line.put("library", row.library());
        line.put("peer", rounded(row.peer()));
      }
      line.put("rejoin", rounded(row.rejoin()));
      line.put("pekko", rounded(row.pekko()));
      line.put("unit", row.unit());
      line.put("better", Row.BETTER);
      line.put("ratio", rounded(row.ratio()));
      line.put("spread", rounded(row.spread()));
      line.put("runs", row.runs());
      if (row.why() != null) {
        line.put("why", row.why());
      }
      print(line);
      return;
    }
    if (!begun) {
      begun = true;
      String peer = row.library() == null ? "pekko" : "library";
      out.printf(
          Locale.ROOT, TABLE, "measure", "size", "rejoin", peer, "unit", "ratio", "spread", "");
    }
    List<String> notes = new ArrayList<>();
    if (row.library() != null) {
      notes.add(row.library());
    }
    if (row.why() != null && (row.rejoin() == null || row.peer() == null)) {
      notes.add(row.why());
    }
    out.printf(
        Locale.ROOT,
        TABLE,
        row.measure(),
        Integer.toString(row.size()),
        text(row.rejoin()),
        text(row.peer()),
        row.unit(),
        text(row.ratio()),
        text(row.spread()),
        String.join("; ", notes));
  }

  /** Prints one target; all of them after the rows. */
  public void target(Target target) {
    Boolean met = target.isMet();
    if (asJson) {
      ObjectNode line = json.createObjectNode().put("kind", "target");
      line.put("target", target.what());
      line.put("size", target.size());
      line.put("limit", rounded(target.limit()));
      line.put("rejoin", rounded(target.seen()));
      line.put("unit", target.unit());
      line.put("met", met);
      print(line);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-10s %-48s %8d %14s, at most %s %s%n",
        met == null ? "unmeasured" : met ? "met" : "MISSED",
        target.what(),
        target.size(),
        text(target.seen()),
        text(target.limit()),
        target.unit());
  }

  /** Prints the last line. */
  public void summary(ObjectNode summary) {
    if (asJson) {
      print(summary);
    } else {
      out.println();
      summary.properties().forEach(field -> out.println(field.getKey() + ": " + field.getValue()));
    }
  }

  /** An empty summary of {@code command}. */
  public ObjectNode newSummary(String command) {
    return json.createObjectNode().put("kind", "summary").put("command", command);
  }

  private void print(ObjectNode line) {
    try {
      out.println(json.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written: " + line, e);
    }
  }

  private static @Nullable BigDecimal rounded(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return null;
    }
    BigDecimal decimal = BigDecimal.valueOf(value);
    boolean whole = decimal.stripTrailingZeros().scale() <= 0;
    return whole ? decimal.setScale(0) : new BigDecimal(decimal.round(FOUR_DIGITS).toPlainString());
  }

  private static String text(@Nullable Double value) {
    BigDecimal rounded = rounded(value);
    return rounded == null ? "-" : rounded.toPlainString();
  }
}
