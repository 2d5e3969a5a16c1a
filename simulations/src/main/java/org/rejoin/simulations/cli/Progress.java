package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.swarm.Totals;

/** Says how far a campaign is: on a terminal in one line, else in a line each ten seconds. */
final class Progress {
  private static final double ON_TERMINAL_SECONDS = 0.5;
  private static final double ELSE_SECONDS = 10;
  private final PrintWriter err;
  private final boolean isQuiet;
  private final @Nullable Long goal;
  private final boolean isTerminal = isTerminal();
  private final long began = System.nanoTime();
  private double said;

  Progress(PrintWriter err, boolean isQuiet, @Nullable Long goal) {
    this.err = err;
    this.isQuiet = isQuiet;
    this.goal = goal;
  }

  /** From Java 22 on a console is there without a terminal: then plain lines it is. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return Runtime.version().feature() < 22 && System.console() != null;
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Says it if it is time. */
  void said(Totals totals) {
    double now = seconds();
    if (isQuiet || now - said < (isTerminal ? ON_TERMINAL_SECONDS : ELSE_SECONDS)) {
      return;
    }
    said = now;
    String of = goal == null ? "" : "/" + goal;
    String eta =
        goal == null ? "" : " eta " + Math.round(now * (goal / (double) totals.runs() - 1)) + " s";
    String line =
        String.format(
            Locale.ROOT,
            "%d%s runs, %d failed, %.0f virtual s a second,%s %.0f s so far",
            totals.runs(),
            of,
            totals.violations(),
            totals.virtualSeconds() / now,
            eta,
            now);
    if (isTerminal) {
      err.print("\r" + line + "   ");
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Leaves the line. */
  void end() {
    if (isTerminal && said > 0) {
      err.println();
    }
  }
}
