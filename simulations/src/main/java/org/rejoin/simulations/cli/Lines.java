package org.rejoin.simulations.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.rejoin.simulations.check.Verdict;

/** Lines of JSON, and exit codes. */
final class Lines {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Lines() {}

  static String json(Map<String, ?> line) {
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line that cannot be written: " + line, e);
    }
  }

  static int exitCode(Verdict verdict) {
    return switch (verdict) {
      case VALID -> SimMain.VALID;
      case INVALID -> SimMain.VIOLATION;
      case UNKNOWN -> SimMain.UNKNOWN;
    };
  }
}
