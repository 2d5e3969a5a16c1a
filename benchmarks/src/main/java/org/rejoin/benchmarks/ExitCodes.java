package org.rejoin.benchmarks;

/** The same for all commands. */
public final class ExitCodes {
  /** All is as it should be. */
  public static final int VALID = 0;

  /** Something is not as it should be. */
  public static final int VIOLATION = 1;

  /** Not enough was seen to tell. */
  public static final int UNKNOWN = 2;

  /** Wrong arguments, or a fault of the program. */
  public static final int USAGE_OR_INTERNAL = 3;

  private ExitCodes() {}

  /** Of a verdict as commands print it. */
  public static int of(String verdict) {
    return switch (verdict) {
      case "VALID" -> VALID;
      case "INVALID" -> VIOLATION;
      case "UNKNOWN" -> UNKNOWN;
      default -> throw new IllegalArgumentException("no such verdict: " + verdict);
    };
  }
}
