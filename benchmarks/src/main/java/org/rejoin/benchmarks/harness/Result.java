package org.rejoin.benchmarks.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one turn found out about one measure; travels between JVMs as a line of JSON.
 *
 * @param samples empty where there is a fault
 * @param fault what went wrong, or null
 * @param isViolation whether the operation did the wrong work, rather than none
 */
public record Result(
    String measure, List<Double> samples, @Nullable String fault, boolean isViolation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public Result {
    samples = List.copyOf(samples);
  }

  static Result of(String measure, List<Double> samples) {
    return new Result(measure, samples, null, false);
  }

  static Result failed(String measure, String fault, boolean isViolation) {
    return new Result(measure, List.of(), fault, isViolation);
  }

  String toLine() {
    ObjectNode line = JSON.createObjectNode().put("measure", measure).put("fault", fault);
    line.put("violation", isViolation);
    ArrayNode array = line.putArray("samples");
    samples.forEach(array::add);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written: " + line, e);
    }
  }

  static Result ofLine(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      List<Double> samples = new ArrayList<>();
      node.get("samples").forEach(sample -> samples.add(sample.asDouble()));
      JsonNode fault = node.get("fault");
      return new Result(
          node.get("measure").asText(),
          samples,
          fault.isNull() ? null : fault.asText(),
          node.get("violation").asBoolean());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a result: " + line, e);
    }
  }
}
