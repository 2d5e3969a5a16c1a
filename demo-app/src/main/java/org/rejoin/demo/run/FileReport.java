package org.rejoin.demo.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What came of selling one file. Times in the units that the names end with. */
record FileReport(
    String file,
    String sideRule,
    long lines,
    long malformed,
    long acknowledged,
    long unknown,
    long lost,
    long duplicated,
    long ackedInCutWest,
    long ackedInCutEast,
    double cutSeconds,
    Map<String, Long> unreachableSeenMillis,
    long differingBeforeHeal,
    OptionalLong convergedMillis,
    Map<String, String> rootHashes,
    Conflicts conflicts,
    List<String> violations) {

  /** The verdict on this file alone. */
  String verdict() {
    if (!violations.isEmpty()) {
      return RunReport.INVALID;
    }
    return missingEvidence().isEmpty() ? RunReport.VALID : RunReport.UNKNOWN;
  }

  /** Why nothing was proved; empty if something was. */
  String missingEvidence() {
    if (lines == 0) {
      return file + ": no line could be read";
    }
    if (ackedInCutWest == 0 || ackedInCutEast == 0) {
      return file + ": one side sold nothing in the cut";
    }
    return "";
  }
}
