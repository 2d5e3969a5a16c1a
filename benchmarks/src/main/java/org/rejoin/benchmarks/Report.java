package org.rejoin.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints rows and the summary: JSON Lines and nothing else, or a table. Not thread-safe. */
public final class Report {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

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
      out.printf(
          Locale.ROOT,
          "%-30s %8s %14s %14s %-5s %7s %7s%n",
          "measure",
          "size",
          "rejoin",
          "pekko",
          "unit",
          "ratio",
          "spread");
    }
    out.printf(
        Locale.ROOT,
        "%-30s %8d %14s %14s %-5s %7s %7s%s%n",
        row.measure(),
        row.size(),
        text(row.rejoin()),
        text(row.pekko()),
        row.unit(),
        text(row.ratio()),
        text(row.spread()),
        row.why() == null ? "" : "  " + row.why());
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
