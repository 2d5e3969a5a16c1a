package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rejoin.crdt.Crdt;

/**
 * The bytes of a type's states, summaries and digests as they are on disks and in the frames of
 * other versions: one line of JSON a state, to be kept in a file. A test that compares them shows a
 * change of format before anyone's data does; such a change needs a new version in the type's tag.
 *
 * <pre>{@code
 * Files.write(file, GoldenVectors.lines(states));                      // once
 * assertThat(GoldenVectors.differences(Files.readAllLines(file), states)).isEmpty();
 * }</pre>
 *
 * <p>Digests are those of {@link CheckSuite#ONE}.
 */
public final class GoldenVectors {
  private static final Pattern STATE = Pattern.compile("\"state\": \"([0-9a-f]*)\"");

  private GoldenVectors() {}

  /** One line a state, in the order of the map; names must do without quotes and backslashes. */
  public static List<String> lines(Map<String, ? extends Crdt<?>> states) {
    List<String> lines = new ArrayList<>();
    states.forEach((name, state) -> lines.add(line(name, state)));
    return lines;
  }

  private static String line(String name, Crdt<?> state) {
    if (name.indexOf('"') >= 0 || name.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("name " + name + " has a quote or a backslash");
    }
    return field("{", "name", name)
        + field(", ", "type", state.type().tag())
        + field(", ", "state", HexFormat.of().formatHex(state.toBytes()))
        + field(", ", "summary", HexFormat.of().formatHex(state.summary().toBytes()))
        + field(", ", "digest", state.digest(CheckSuite.ONE).toHex())
        + "}";
  }

  private static String field(String before, String name, String value) {
    return before + '"' + name + "\": \"" + value + '"';
  }

  /**
   * What the file and the states disagree in, a sentence each: states that write other lines, lines
   * that are read as other states or written again as other bytes. Empty if all is as it was.
   */
  public static List<String> differences(List<String> file, Map<String, ? extends Crdt<?>> states) {
    List<String> differences = new ArrayList<>();
    List<String> lines = lines(states);
    if (file.size() != lines.size()) {
      differences.add(file.size() + " lines in the file, " + lines.size() + " states");
    }
    int next = 0;
    for (Map.Entry<String, ? extends Crdt<?>> named : states.entrySet()) {
      if (next < file.size()) {
        String kept = file.get(next);
        if (!kept.equals(lines.get(next))) {
          differences.add(named.getKey() + " was " + kept + " and is " + lines.get(next));
        } else if (!readsAs(kept, named.getValue())) {
          differences.add(named.getKey() + " is not read back from its bytes: " + kept);
        }
      }
      next++;
    }
    return differences;
  }

  private static boolean readsAs(String line, Crdt<?> state) {
    Matcher bytes = STATE.matcher(line);
    if (!bytes.find()) {
      return false;
    }
    byte[] written = HexFormat.of().parseHex(bytes.group(1));
    Crdt<?> read = state.type().read(written);
    return read.equals(state)
        && read.hashCode() == state.hashCode()
        && read.toString().equals(state.toString())
        && read.digest(CheckSuite.ONE).equals(state.digest(CheckSuite.ONE));
  }
}
