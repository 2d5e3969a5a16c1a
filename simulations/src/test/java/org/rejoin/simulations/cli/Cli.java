package org.rejoin.simulations.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Calls commands, and keeps what they print. */
abstract class Cli {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  final int sim(String... args) {
    return SimMain.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  /** What was printed, line by line. */
  final List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
