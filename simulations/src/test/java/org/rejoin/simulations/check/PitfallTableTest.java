package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;

/** What {@code docs/pitfalls.md} promises is there: every row, every test, every mutant. */
class PitfallTableTest {
  private static final int PITFALLS = 24;
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

  private record Row(String number, String tests, String mutants) {}

  private static List<Row> rows(String page) {
    List<Row> rows = new ArrayList<>();
    for (String line : page.lines().toList()) {
      String[] cells = line.split("\\|");
      boolean isRow = cells.length == 5 && cells[1].strip().matches("[0-9]+|PRF");
      if (isRow) {
        rows.add(new Row(cells[1].strip(), cells[3], cells[4]));
      }
    }
    return rows;
  }

  /** Sources of tests and planted bugs, by class. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        for (String kind : List.of("test", "plant")) {
          Path folder = module.resolve(Path.of("src", kind, "java"));
          if (Files.isDirectory(folder)) {
            add(folder, sources);
          }
        }
      }
    }
    return sources;
  }

  private static void add(Path folder, Map<String, String> sources) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file ->
                  sources.merge(
                      file.getFileName().toString().replace(".java", ""),
                      read(file),
                      (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the cells name and nobody has. */
  private static List<String> missing(List<Row> rows, Map<String, String> sources) {
    TreeSet<String> plants = new TreeSet<>();
    Plants.all().stream().map(Plant::name).forEach(plants::add);
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      for (String cell : List.of(row.tests, row.mutants)) {
        Matcher named = NAMED.matcher(cell);
        boolean isEmpty = true;
        while (named.find()) {
          isEmpty = false;
          String name = named.group(1);
          String[] parts = name.split("#");
          boolean isThere =
              parts.length == 2
                  ? sources.getOrDefault(parts[0], "").contains(" " + parts[1] + "(")
                  : plants.contains(name) && cell.equals(row.mutants);
          if (!isThere) {
            missing.add(row.number + ": " + name);
          }
        }
        if (isEmpty && !cell.contains("not yet")) {
          missing.add(row.number + ": names nothing, and does not say why");
        }
      }
    }
    return missing;
  }

  @Test
  @DisplayName("each pitfall has its row, and what rows name exists")
  void table_namesWhatExists() throws IOException {
    List<Row> rows = rows(read(ROOT.resolve(Path.of("docs", "pitfalls.md"))));
    List<String> numbers =
        new ArrayList<>(IntStream.rangeClosed(1, PITFALLS).mapToObj(String::valueOf).toList());
    numbers.add("PRF");
    assertThat(rows.stream().map(Row::number)).isEqualTo(numbers);
    assertThat(missing(rows, sources())).isEmpty();
  }

  @Test
  @DisplayName("a row that names what nobody has, or nothing at all, is found")
  void table_ofNothing_found() throws IOException {
    List<Row> rows =
        rows(
            """
            | 1 | a | `PitfallTableTest#rows` | `late-sum` |
            | 2 | b | `PitfallTableTest#noSuchTest`, `late-sum` | `no-such-plant` |
            | 3 | c | none | not yet: why |
            """);
    assertThat(missing(rows, sources()))
        .containsExactly(
            "2: PitfallTableTest#noSuchTest",
            "2: late-sum",
            "2: no-such-plant",
            "3: names nothing, and does not say why");
  }
}
