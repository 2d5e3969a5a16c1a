package org.rejoin.simulations.plan;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plans as JSON. Stateless, thread-safe. */
public final class PlanJson {
  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final int HEAD_CHARS = 200;
  private static final Pattern FORMAT = Pattern.compile("\"rejoinPlan\"\\s*:\\s*(\\d{1,9})");
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private PlanJson() {}

  /** The plan as text. */
  public static String write(Plan plan) {
    try {
      return MAPPER.writeValueAsString(plan) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that cannot be written: " + plan.scenario(), e);
    }
  }

  /** A plan's world as a tree, for changes that need not know its parts. */
  public static ObjectNode tree(PlanConfig config) {
    return MAPPER.valueToTree(config);
  }

  /** The world that a tree describes; {@link IllegalArgumentException} if it describes none. */
  public static PlanConfig config(ObjectNode tree) {
    try {
      return MAPPER.treeToValue(tree, PlanConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a world: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads a plan; {@link IllegalArgumentException} says what is wrong with the text. */
  public static Plan read(String text) {
    try {
      return MAPPER.readValue(text, Plan.class);
    } catch (JsonProcessingException e) {
      checkFormat(text);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      String why = cause == e ? e.getOriginalMessage() : cause.getMessage();
      throw new IllegalArgumentException("not a plan: " + where + why, e);
    }
  }

  /** Of a plan in another format that is worth more to say than the first field that differs. */
  private static void checkFormat(String text) {
    Matcher format = FORMAT.matcher(text.substring(0, Math.min(text.length(), HEAD_CHARS)));
    if (format.find() && !format.group(1).equals(Integer.toString(Plan.FORMAT))) {
      throw new IllegalArgumentException(
          "not a plan: rejoinPlan = " + format.group(1) + ": this version reads " + Plan.FORMAT);
    }
  }

  /** Reads a plan from a file. */
  public static Plan read(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(file + " is too large for a plan");
    }
    return read(Files.readString(file, StandardCharsets.UTF_8));
  }
}
