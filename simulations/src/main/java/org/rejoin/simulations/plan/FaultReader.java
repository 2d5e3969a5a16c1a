package org.rejoin.simulations.plan;

/** Reads the faults of a scenario. */
final class FaultReader {
  private static final int MAX_SIDED = 90;
  private static final double MAX_FACTOR = 1e14;
  private static final long DAY_MILLIS = 86_400_000;
  private static final long POISON_MILLIS = 3650 * DAY_MILLIS;

  private FaultReader() {}

  static FaultTemplate read(Block block, int nodes) {
    String kind = block.text("kind");
    if (!FaultTemplate.SPECIAL.contains(kind)) {
      kind = FaultKind.of(kind).label();
    }
    Span length = Span.parse(block.text("length", kind.contains("restart") ? "20 ms" : "5 s"));
    FaultTemplate fault =
        new FaultTemplate(
            kind,
            block.oneOf("shape", kind.equals("partition") ? "halves" : "isolate", Shapes.LABELS),
            block.oneOf("how", "stopped", FaultTemplate.HOW),
            block.flag("one-way", false),
            block.texts("classes"),
            block.count("count", 1, 1, Math.max(1, nodes)),
            block.count("size", Math.max(1, nodes / 2), 1, Math.max(1, nodes)),
            Span.parse(block.text("start", "0 s")),
            length,
            block.count("flaps", 1, 1, 1000),
            period(block, length),
            block.oneOf("dynamics", "once", FaultTemplate.DYNAMICS),
            Span.parse(block.text("heal-over", "0 s")),
            block.number(
                "factor",
                kind.equals("clock-poison") ? (double) POISON_MILLIS : 1,
                -MAX_FACTOR,
                MAX_FACTOR));
    if (fault.hasSides() && fault.count() > MAX_SIDED) {
      throw new IllegalArgumentException(
          "faults count = " + fault.count() + ": at most " + MAX_SIDED + " with sides");
    }
    fault.classes().forEach(PlanConfig::checkClass);
    fault.faultKind().checkFactor(fault.factor());
    block.end();
    return fault;
  }

  /** What is given, or the length over its share of the period. */
  private static long period(Block block, Span length) {
    long period = block.millis("period", 0);
    double duty = block.number("duty", 0, 0, 1);
    if (period > 0 && duty > 0) {
      throw new IllegalArgumentException("faults: say period or duty, not both");
    }
    return duty > 0 ? Math.round(length.highMillis() / duty) : period;
  }
}
