package org.rejoin.simulations.report;

import java.util.List;
import java.util.Locale;

/** Text for pages. */
final class Html {
  private Html() {}

  /** Safe as text and in attributes. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c < ' ' && c != '\n' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  /** Milliseconds with as many digits as tell something. */
  static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  /** A table; cells are text. */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    head.forEach(cell -> table.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
    table.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append("<td>").append(escape(cell)).append("</td>"));
      table.append("</tr>\n");
    }
    return table.append("</tbody></table></div>\n").toString();
  }

  /** A table that opens on demand. */
  static String twin(String name, List<String> head, List<List<String>> rows) {
    return "<details><summary>" + escape(name) + "</summary>" + table(head, rows) + "</details>\n";
  }

  static String section(String id, String title, String body) {
    return "<section aria-labelledby=\""
        + id
        + "\"><h2 id=\""
        + id
        + "\">"
        + escape(title)
        + "</h2>\n"
        + body
        + "</section>\n";
  }
}
