package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rejoin.antientropy.Item;

/**
 * The files of golden vectors. With {@code -Drejoin.vectors=write} they are written anew, for a new
 * version of the protocol.
 */
class SketchVectorsTest {
  private static final Path FILES = Path.of("src", "test", "resources", "vectors");

  @Test
  void items_map_to_the_symbols_they_always_mapped_to() throws IOException {
    List<String> lines = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      long check = i < 3 ? i - 1 : random.nextLong();
      List<Integer> indices = new ArrayList<>();
      Mapping mapping = new Mapping(check);
      while (mapping.index() < Integer.MAX_VALUE) {
        indices.add(mapping.index());
        mapping.advance();
      }
      lines.add(
          String.format(Locale.ROOT, "{\"check\": \"%016x\", \"indices\": %s}", check, indices));
    }
    check("mapping-1", lines);
  }

  @Test
  void sketches_have_the_bytes_they_always_had() throws IOException {
    List<String> lines = new ArrayList<>();
    sets()
        .forEach(
            (name, items) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "{\"name\": \"%s\", \"items\": \"%s\", \"symbols\": \"%s\"}",
                        name,
                        items,
                        hex(SketchFixtures.symbols(SketchFixtures.SUITE, 12, items)))));
    Symbols tail = SketchFixtures.symbols(SketchFixtures.SUITE, 4096, thousand());
    lines.add(
        String.format(
            Locale.ROOT,
            "{\"name\": \"a thousand items, the end of 4096\", \"symbols\": \"%s\"}",
            hex(tail.run(4090, 4096))));
    check("sketch-1", lines);
  }

  private static Map<String, List<Item>> sets() {
    Map<String, List<Item>> sets = new LinkedHashMap<>();
    sets.put("none", List.of());
    sets.put("zeros", List.of(new Item(0, 0)));
    sets.put("ones", List.of(new Item(-1, -1)));
    sets.put("three", SketchFixtures.randomItems(new Random(3), 3));
    sets.put("twice", List.of(SketchFixtures.item(5, 6), SketchFixtures.item(5, 6)));
    return sets;
  }

  /** By a formula: item i is (i * 2^54 + i * 2^24, -1 - i). */
  private static List<Item> thousand() {
    List<Item> items = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      items.add(new Item(i << 54 | i << 24, ~i));
    }
    return items;
  }

  private static String hex(Symbols symbols) {
    return HexFormat.of().formatHex(SketchFixtures.bytes(symbols));
  }

  private static void check(String name, List<String> lines) throws IOException {
    Path path = FILES.resolve(name + ".jsonl");
    if ("write".equals(System.getProperty("rejoin.vectors"))) {
      Files.createDirectories(FILES);
      Files.write(path, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(path));
  }
}
