package org.rejoin.simulations.report;

import java.util.List;
import java.util.Locale;

/** A chart of lines in a frame with two axes. */
final class Plot {
  private static final double WIDTH = 420;
  private static final double HEIGHT = 200;
  private static final double LEFT = 48;
  private static final double RIGHT = 26;
  private static final double TOP = 14;
  private static final double BOTTOM = 40;

  private final double lowX;
  private final double highX;
  private final double highY;
  private final StringBuilder svg = new StringBuilder();

  /** A point of a line. */
  record Point(double x, double y) {}

  Plot(double lowX, double highX, double highY) {
    this.lowX = lowX;
    this.highX = Math.max(highX, lowX + 1e-9);
    this.highY = highY <= 0 ? 1 : highY;
  }

  private double x(double value) {
    double part = (Math.min(highX, Math.max(lowX, value)) - lowX) / (highX - lowX);
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / highY * (HEIGHT - TOP - BOTTOM);
  }

  Plot band(double from, double to) {
    if (to > from) {
      svg.append("<rect class=\"band\" x=\"").append(Html.number(x(from))).append("\" y=\"");
      svg.append(Html.number(TOP)).append("\" width=\"").append(Html.number(x(to) - x(from)));
      svg.append("\" height=\"").append(Html.number(HEIGHT - TOP - BOTTOM)).append("\"/>");
    }
    return this;
  }

  /** A line that keeps its value until the next point. */
  Plot steps(String name, List<Point> points) {
    StringBuilder path = new StringBuilder();
    double before = 0;
    for (Point point : points) {
      path.append(path.isEmpty() ? "M" : "L").append(Html.number(x(point.x))).append(' ');
      path.append(Html.number(y(path.length() < 12 ? point.y : before)));
      path.append('L').append(Html.number(x(point.x))).append(' ').append(Html.number(y(point.y)));
      before = point.y;
    }
    svg.append("<path class=\"").append(name).append("\" d=\"").append(path).append("\"/>");
    return this;
  }

  Plot xLabel(double value, String text) {
    svg.append("<line class=\"tick\" x1=\"").append(Html.number(x(value))).append("\" x2=\"");
    svg.append(Html.number(x(value))).append("\" y1=\"").append(Html.number(HEIGHT - BOTTOM));
    svg.append("\" y2=\"").append(Html.number(HEIGHT - BOTTOM + 4)).append("\"/>");
    text(x(value), HEIGHT - BOTTOM + 17, "middle", text);
    return this;
  }

  Plot yLabel(double value, String text) {
    svg.append("<line class=\"grid\" x1=\"").append(Html.number(LEFT)).append("\" x2=\"");
    svg.append(Html.number(WIDTH - RIGHT)).append("\" y1=\"").append(Html.number(y(value)));
    svg.append("\" y2=\"").append(Html.number(y(value))).append("\"/>");
    text(LEFT - 6, y(value) + 4, "end", text);
    return this;
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(Html.number(x));
    svg.append("\" y=\"").append(Html.number(y)).append("\">").append(Html.escape(text));
    svg.append("</text>");
  }

  /** The chart; {@code what} tells those who cannot see it. */
  String draw(String what, String axis) {
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "middle", axis);
    return String.format(
            Locale.ROOT,
            "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 %.0f %.0f\">",
            WIDTH,
            HEIGHT)
        + "<title>"
        + Html.escape(what)
        + "</title>"
        + svg
        + "</svg>\n";
  }
}
