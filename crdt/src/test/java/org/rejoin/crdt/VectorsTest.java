package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.laws.Sha256TestSuite;

/**
 * The bytes of states, summaries and digests as they are on disks and in other versions' frames. A
 * change here is a change of format: it needs a new version in the type's tag. With {@code
 * -Drejoin.vectors=write} the files are written anew.
 */
class VectorsTest {
  private static final Path FILES = Path.of("src", "test", "resources", "vectors");

  @Test
  void states_write_the_bytes_they_always_wrote() throws IOException {
    for (Map.Entry<String, Map<String, Crdt<?>>> file : States.all().entrySet()) {
      Path path = FILES.resolve(file.getKey() + ".jsonl");
      List<String> lines = new ArrayList<>();
      file.getValue().forEach((name, state) -> lines.add(line(name, state)));
      if ("write".equals(System.getProperty("rejoin.vectors"))) {
        Files.createDirectories(FILES);
        Files.write(path, lines, StandardCharsets.UTF_8);
      }
      assertThat(Files.readAllLines(path, StandardCharsets.UTF_8))
          .as(file.getKey())
          .containsExactlyElementsOf(lines);
    }
  }

  @Test
  void the_bytes_of_the_files_are_read_and_written_again() throws IOException {
    for (Map.Entry<String, Map<String, Crdt<?>>> file : States.all().entrySet()) {
      List<String> lines = Files.readAllLines(FILES.resolve(file.getKey() + ".jsonl"));
      int next = 0;
      for (Crdt<?> state : file.getValue().values()) {
        byte[] bytes = HexFormat.of().parseHex(field(lines.get(next++), "state"));
        Crdt<?> read = state.type().read(bytes);
        assertThat(read).isEqualTo(state).hasSameHashCodeAs(state).hasToString(state.toString());
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.digest(Sha256TestSuite.ONE)).isEqualTo(state.digest(Sha256TestSuite.ONE));
      }
      assertThat(lines).hasSize(next);
    }
  }

  private static String line(String name, Crdt<?> state) {
    return String.format(
        "{\"name\": \"%s\", \"type\": \"%s\", \"state\": \"%s\", \"summary\": \"%s\","
            + " \"digest\": \"%s\"}",
        name,
        state.type().tag(),
        HexFormat.of().formatHex(state.toBytes()),
        HexFormat.of().formatHex(state.summary().toBytes()),
        state.digest(Sha256TestSuite.ONE).toHex());
  }

  private static String field(String line, String name) {
    String start = "\"" + name + "\": \"";
    int from = line.indexOf(start) + start.length();
    return line.substring(from, line.indexOf('"', from));
  }
}
