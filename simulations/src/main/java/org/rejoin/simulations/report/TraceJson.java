package org.rejoin.simulations.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces as JSON Lines: a head with the format and what was dropped, then a line a row. */
public final class TraceJson {
  private static final int FORMAT = 1;
  private static final int MAX_ROWS = 2_000_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TraceJson() {}

  /** Writes a trace to a file. */
  public static void write(Trace trace, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("rejoinTrace", FORMAT);
      head.put("dropped", trace.dropped());
      out.write(MAPPER.writeValueAsString(head) + "\n");
      for (Row row : trace.rows()) {
        out.write(MAPPER.writeValueAsString(row) + "\n");
      }
    }
  }

  /** Reads a trace; {@link IllegalArgumentException} says what is wrong with the file. */
  public static Trace read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long dropped = head(file, in.readLine());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (rows.size() == MAX_ROWS) {
          throw new IllegalArgumentException(file + " has more than " + MAX_ROWS + " rows");
        }
        rows.add(MAPPER.readValue(line, Row.class));
      }
      return new Trace(rows, dropped);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + " row " + (rows.size() + 1) + ": " + e.getOriginalMessage(), e);
    }
  }

  private static long head(Path file, @Nullable String line) throws JsonProcessingException {
    JsonNode head = MAPPER.readTree(line == null ? "{}" : line);
    if (head.path("rejoinTrace").asInt() != FORMAT) {
      throw new IllegalArgumentException(file + " is no trace of format " + FORMAT);
    }
    return head.path("dropped").asLong();
  }
}
