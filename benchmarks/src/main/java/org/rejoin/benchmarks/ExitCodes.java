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
}
