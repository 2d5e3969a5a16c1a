package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rejoin.simulations.study.RetwisStudy;

/** Prints rows of {@link RetwisStudy}. */
final class RetwisLines {
  private final PrintWriter out;
  private final boolean isJson;

  RetwisLines(PrintWriter out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  void print(RetwisStudy.Judged judged) {
    out.println(isJson ? Lines.json(line(judged)) : text(judged));
    out.flush();
  }

  private static String text(RetwisStudy.Judged judged) {
    RetwisStudy.Row row = judged.row();
    return String.format(
        Locale.ROOT,
        "retwis %.2f %-7s %,13.0f payload %,12.0f metadata %,16.0f B  %.3f of bp+rr%s",
        row.exponent(),
        row.algorithm().label(),
        row.payload(),
        row.metadata(),
        row.bytes(),
        judged.overBest(),
        judged.misses().isEmpty() ? "" : "  MISSED: " + judged.misses());
  }

  private static Map<String, Object> line(RetwisStudy.Judged judged) {
    RetwisStudy.Row row = judged.row();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", "row");
    line.put("study", "icde19");
    line.put("type", "retwis");
    line.put("topology", "mesh");
    line.put("exponent", row.exponent());
    line.put("algorithm", row.algorithm().label());
    line.put("payloadUnits", rounded(row.payload()));
    line.put("metadataUnits", rounded(row.metadata()));
    line.put("units", rounded(row.units()));
    line.put("published", null);
    line.put("ratio", null);
    line.put("bytes", rounded(row.bytes()));
    line.put("overBpRr", judged.overBest());
    line.put(
        "settledMillis", Double.isNaN(row.settledMillis()) ? null : rounded(row.settledMillis()));
    line.put("misses", judged.misses());
    return line;
  }

  private static double rounded(double mean) {
    return Math.round(mean * 100) / 100.0;
  }
}
