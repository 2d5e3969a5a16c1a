package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.laws.GoldenVectors;

/**
 * The files of golden vectors. With {@code -Drejoin.vectors=write} they are written anew, for a new
 * version in a type's tag.
 */
class VectorsTest {
  private static final Path FILES = Path.of("src", "test", "resources", "vectors");

  @Test
  void states_write_and_read_the_bytes_they_always_wrote() throws IOException {
    for (Map.Entry<String, Map<String, Crdt<?>>> file : States.all().entrySet()) {
      Path path = FILES.resolve(file.getKey() + ".jsonl");
      if ("write".equals(System.getProperty("rejoin.vectors"))) {
        Files.createDirectories(FILES);
        Files.write(path, GoldenVectors.lines(file.getValue()));
      }
      assertThat(GoldenVectors.differences(Files.readAllLines(path), file.getValue()))
          .as(file.getKey())
          .isEmpty();
    }
  }

  @Test
  void each_kind_of_change_is_told() throws IOException {
    Map<String, Crdt<?>> states = States.all().get("orset-1");
    List<String> lines = Files.readAllLines(FILES.resolve("orset-1.jsonl"));

    List<String> fewer = lines.subList(1, lines.size());
    assertThat(GoldenVectors.differences(fewer, states))
        .contains(fewer.size() + " lines in the file, " + states.size() + " states");
    List<String> other = new ArrayList<>(lines);
    other.set(1, lines.get(1).replace("\"digest\": \"", "\"digest\": \"0"));
    assertThat(GoldenVectors.differences(other, states)).hasSize(1);
    assertThat(GoldenVectors.differences(other, states).get(0)).startsWith("one add was ");
  }
}
